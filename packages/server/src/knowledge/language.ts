/** The languages that articles and questions are understood in, and which of them a text is in. */

export const LANGUAGES = ['en', 'de'] as const

export type Language = (typeof LANGUAGES)[number]

/** Words that every question has and that say nothing about its subject, lower case without accents. */
export const STOP_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: words(
    `a about after again all already also am an and any anyone are as at back be because been before being but by
    can cannot could did do does doing done down each even ever every few for from get gets getting give go goes going
    good got had has have having he hello help her here hey hi him his how i if in into is it its just know
    let like ll long look make many may me might more most much must my myself need needs no nor not now of off ok okay on
    once one only or other our out over own please possible question re really regarding same say see seem shall she
    should so some something still such suitable take tell than thank thanks that the their them then there these they thing
    this those to today too under until up us use ve very want was way we welcome well were what when where whether
    which while who whom whose why will with work works would yes yet you your yours yourself find finds show shows`,
  ),
  de: words(
    `ab aber alle allem allen aller alles als also am an andere anderen anderes auch auf aus bei beim bekomme bekommen
    bin bis bist bitte brauche brauchen da dabei dafur damit danach dann danke daran darf das dass dazu dein deine dem
    den denn der des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch durfen eigentlich ein eine
    einem einen einer eines einfach einmal er es etwas euch euer eure eurem euren eurer fur gab geben gehen geht gerne
    gern gibt guten habe haben habt hallo hat hatte hatten hi hier hilfe ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer im immer in innerhalb ins ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinem keinen
    keiner konnen konnte konnt lange lasst lassen liebe machen mache macht mal man mehr mein meine meinem meinen meiner
    meines mich mir mit mochte mochten moglich muss mussen nach nein nicht nichts noch nun nur ob oder ohne schon sehr
    sein seine seinem seinen seiner seit sich sie sind so soll sollte sollen sondern tag tun uber um und uns unser unsere unserem unseren
    unserer unter vom von vor wann war waren warum was weil welche welchem welchen welcher welches wenn wer werde
    werden wie wieder will wir wird wirklich wo wofur wohin wollen womit wurde wurden wissen zu zum zur zwischen
    anzeigen anzeigt brauchst darfst finde finden findet funktionieren funktioniert nehme nehmen nimmt selber
    selbst sieht sehen verwende verwenden viel viele vielen welch zeigen zeigt`,
  ),
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/))
}

/** Lower case, without accents, letters and digits only. */
export function foldWord(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Words as the index and the question both see them. An apostrophe ends a word: "what's". */
export function splitWords(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '')
}

/** As much of a text as tells its language. */
const TELLING_CHARACTERS = 5_000

/** The language whose small words a text has more of, English when neither stands out. */
export function languageOf(text: string): Language {
  const folded = splitWords(text.slice(0, TELLING_CHARACTERS)).map(foldWord)
  const count = (language: Language): number =>
    folded.filter((word) => STOP_WORDS[language].has(word)).length
  const hasUmlauts = /[äöüß]/i.test(text)
  return count('de') + (hasUmlauts ? 1 : 0) > count('en') ? 'de' : 'en'
}
