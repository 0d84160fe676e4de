/** Nederlands. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('nl')
const number = (value: number): string => value.toLocaleString('nl')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
const messages = (count: number): string =>
  counted(count, { one: '# bericht', other: '# berichten' })
const unread = (count: number): string =>
  counted(count, { one: '# ongelezen bericht', other: '# ongelezen berichten' })

export const strings: Strings = {
  openChat: 'Chat openen',
  closeChat: 'Chat sluiten',
  unread,
  comma: ', ',
  loadFailed: 'De chat kon niet worden geladen. Opnieuw proberen',

  dialog: (site) => (site === '' ? 'Chat' : `Chat met ${site}`),
  close: 'Chat sluiten',
  greeting: 'Hallo. Waarmee kunnen we u helpen?',
  greetingDetail:
    'Vraag gerust wat u wilt. Valt de verbinding weg, dan bewaren we uw bericht en sturen we het zodra u weer online bent.',
  chat: 'Chat',
  personFrom: (person, site) => (site === '' ? person : `${person} van ${site}`),
  messages: 'Berichten',
  suggestions: 'Voorgestelde vragen',
  placeholder: 'Schrijf een bericht',
  send: 'Versturen',
  stop: 'Antwoord stoppen',
  counter: (length, limit) => `${number(length)} van ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `Niet verstuurd: langer dan ${number(limit)} tekens.`,
      full: 'Niet verstuurd: er wachten al te veel berichten. Uw tekst staat hier nog.',
      not_stored:
        'Niet verstuurd: uw browser kon het bericht niet bewaren. Uw tekst staat hier nog.',
    })[why],
  youSaid: 'U schreef:',
  today: 'Vandaag',
  yesterday: 'Gisteren',
  you: 'U',
  assistant: 'Assistent',
  assistantTag: 'AI',
  team: 'Team',
  writing: (author) => `${author} is aan het antwoorden`,
  paused: 'De rest van dit antwoord komt zodra er weer verbinding is.',
  cutOff: 'Dit antwoord is afgebroken.',
  task: (isDone) => (isDone ? 'Gedaan' : 'Te doen'),
  sources: 'Bronnen',
  newMessages: 'Nieuwe berichten',
  loadingOlder: 'Eerdere berichten worden geladen',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'Wacht, geen verbinding',
        turn: 'Wacht op zijn beurt',
        busy: 'Wacht, we hebben het druk',
        session: 'Wacht op verbinding',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return 'Niet verstuurd: dit gesprek bestaat niet meer'
      if (delivery.code === 'permission_denied') return 'Niet verstuurd: dit gesprek is gesloten'
      return delivery.code === 'quota_limit_exceeded'
        ? 'Niet verstuurd: we kunnen nu geen berichten meer ontvangen'
        : 'Niet verstuurd'
    }
    if ('mayBeTwice' in delivery) return 'Verstuurd, misschien twee keer aangekomen'
    return { sending: 'Wordt verstuurd', held: 'Verstuurd', sent: 'Verstuurd', read: 'Gelezen' }[
      delivery.state
    ]
  },
  nextTry: (time) => `, volgende poging om ${time}`,
  retry: 'Opnieuw proberen',
  edit: 'Bewerken',
  discard: 'Weggooien',
  withdraw: 'Intrekken',
  copy: 'Kopiëren',
  change: (kind) =>
    ({
      edit: 'Wordt gewijzigd',
      withdraw: 'Wordt ingetrokken',
      late: 'Verstuurd vóór uw wijziging',
    })[kind],
  sendAsNew: 'Als nieuw bericht versturen',
  editing: 'U wijzigt een bericht.',
  cancel: 'Annuleren',
  save: 'Opslaan',
  editTooLate: 'Het bericht is verstuurd vóór uw wijziging. Uw nieuwe tekst staat hier nog.',
  back: (count) =>
    count === 0 ? 'Uw gesprekken' : `Uw gesprekken, ${unread(count)} in andere gesprekken`,
  menu: 'Menu',
  offline: (waiting) =>
    waiting === 0
      ? 'Geen verbinding. U kunt gewoon schrijven; we sturen het zodra die er weer is.'
      : `Geen verbinding. We sturen ${messages(waiting)} zodra die er weer is.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'Verbinding wordt gemaakt.'
      : `Verbinding wordt gemaakt. ${counted(waiting, { one: '# bericht volgt', other: '# berichten volgen' })}.`,
  backOnline: 'Er is weer verbinding.',
  trouble: (trouble) =>
    ({
      token:
        'Deze chat is niet goed ingesteld, dus we kunnen hier geen berichten ontvangen. Neem op een andere manier contact met ons op.',
      storage:
        'Uw browser laat ons geen berichten bewaren, dus we kunnen ze niet veilig versturen. Sta sitegegevens voor deze pagina toe of gebruik een andere browser.',
      outdated:
        'Deze pagina is ouder dan de chat in een ander tabblad. Laad de pagina opnieuw om verder te gaan.',
      signed_out: 'U bent uitgelogd. Laad de pagina opnieuw om weer te schrijven.',
      load: 'Een deel van de chat kon niet worden geladen. We proberen het opnieuw.',
    })[trouble],
  said: (author, text) => `${author}: ${text}`,

  table: 'Tabel',
  copied: 'Gekopieerd',
  showImage: (host) => `Afbeelding van ${host} tonen`,
  imageFailed: 'De afbeelding kon niet worden getoond.',
  openImage: (host) => `Openen op ${host}`,

  conversations: 'Uw gesprekken',
  newConversation: 'Nieuw gesprek',
  noConversations: 'Nog geen gesprekken.',
  waitingHere: 'Nog niet verstuurd:',
  draft: 'Concept:',
  status: (status) =>
    ({
      new: 'Open',
      open: 'Open',
      pending: 'Wacht op u',
      on_hold: 'In de wacht',
      resolved: 'Gesloten',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'Voordat we beginnen',
  consentDetail:
    'Om dit gesprek te bewaren slaan we het op in deze browser en op onze server. Tot nu toe is er niets opgeslagen.',
  consentYes: 'Akkoord en chatten',
  consentNo: 'Niet nu',

  helpful: 'Hebt u hier iets aan?',
  helpfulYes: 'Ja',
  helpfulNo: 'Nee, een medewerker vragen',
  helped: 'Fijn om te horen. Schrijf gerust wanneer u wilt.',
  askPeople: 'Met een medewerker praten',
  askedPeople:
    'We hebben het team laten weten dat u wacht. U kunt de chat sluiten; het antwoord staat straks hier.',
  closed: 'Dit gesprek is gesloten. Als u weer schrijft, gaat het open.',
  rate: 'Hoe was dit gesprek?',
  score: (score) =>
    ({ 1: 'Slecht', 2: 'Niet goed', 3: 'Redelijk', 4: 'Goed', 5: 'Heel goed' })[score],
  rateComment: 'Wat moeten we weten? (optioneel)',
  rateSend: 'Beoordeling versturen',
  rated: 'Bedankt voor uw beoordeling.',

  here: 'We zijn er nu',
  typing: (who) => `${who} is aan het typen`,
  awayUntil: (when) => `We zijn er weer: ${when}`,
  away: 'We zijn er nu niet',

  detailsTitle: 'Waar kunnen we u bereiken?',
  detailsWhy: 'We antwoorden hier, en per e-mail als u er niet meer bent.',
  email: 'E-mailadres',
  emailWrong: 'Dit lijkt geen e-mailadres te zijn.',
  name: 'Naam (optioneel)',
  detailsSend: 'Bericht versturen',

  transcript: 'Dit gesprek downloaden',
  transcriptTitle: (site, date) =>
    site === '' ? `Gesprek, ${date}` : `Gesprek met ${site}, ${date}`,
  clearWaiting: (count) =>
    counted(count, {
      one: 'Het wachtende bericht intrekken',
      other: '# wachtende berichten intrekken',
    }),
  mute: 'Geluid uitzetten',
  unmute: 'Geluid aanzetten',
  notify: 'Meld mij antwoorden',
  downloadData: 'Mijn gegevens downloaden',
  restore: 'Eerdere gesprekken',
  deleteData: 'Mijn gegevens verwijderen',
  deleteQuestion: 'Alles verwijderen wat u hier hebt geschreven?',
  deleteDetail: (waiting) =>
    `Uw gesprekken worden verwijderd uit deze browser en van onze server${
      waiting === 0
        ? ''
        : `, samen met ${counted(waiting, {
            one: '# bericht dat nooit is verstuurd',
            other: '# berichten die nooit zijn verstuurd',
          })}`
    }. Dit kan niet ongedaan worden gemaakt.`,
  deleteHere:
    'U bent offline, of we kunnen op onze server niets verwijderen: alleen deze browser vergeet uw gesprekken. Wat u hebt verstuurd, blijft bij ons.',
  deleteFailed: 'Onze server gaf geen antwoord, dus er is niets verwijderd. Probeer het opnieuw.',
  deleteConfirm: 'Verwijderen',
  keep: 'Behouden',

  restoreWhy:
    'Hebt u ons vanuit een andere browser geschreven? We kunnen u een link sturen die uw gesprekken hierheen brengt.',
  restoreSend: 'Stuur me een link',
  restoreAsked: (email) =>
    `Als we gesprekken van ${email} hebben, is er een link onderweg. Die werkt één keer, een uur lang.`,
  restoreOpening: 'Uw gesprekken worden opgehaald…',
  restored: (count) =>
    count === 0 ? 'Met deze link valt er niets meer op te halen.' : 'Uw gesprekken zijn er.',
  restoreProblem: (problem) =>
    ({
      expired: 'Deze link is verlopen: hij werkt een uur lang. U kunt een nieuwe vragen.',
      used: 'Deze link is al gebruikt en werkt maar één keer. U kunt een nieuwe vragen.',
      invalid:
        'Deze link werkt alleen in de browser waarin hij is gevraagd, en alleen in zijn geheel. U kunt hier een nieuwe vragen.',
      too_many: 'Er zijn te veel links gevraagd. Probeer het over een uur opnieuw.',
      unreachable: 'Onze server heeft niet geantwoord. Probeer het opnieuw.',
      unavailable: 'We kunnen hier geen links versturen.',
    })[problem],
}
