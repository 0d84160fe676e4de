// German words stand beside English ones: no question is taken for a wish by a word of the other.
const PERSON =
  '(?:mensch|menschen|mitarbeiter|mitarbeiterin|jemand|jemanden|jemandem|kundendienst|berater|beraterin|ansprechpartner|human|humans|person|people|agent|someone|somebody|representative|operator|staff|colleague|employee|adviser|advisor)'
const ASKING =
  '(?:sprechen|reden|telefonieren|verbinden|verbinde|(?:kann|möchte|moechte|will|würde)(?: ich)?(?: bitte| gern| gerne| lieber)? mit|talk|talking|speak|speaking|chat|connect|transfer|reach|contact|call|want|need|give|get|let|put|ask|prefer)'

const ASKING_WORD = new RegExp(String.raw`\b${ASKING}\b`, 'i')
const PERSON_WORD = new RegExp(String.raw`\b${PERSON}\b`, 'i')
const NAMES_ONLY = new RegExp(
  String.raw`^\W*(?:(?:a|an|the|to|real|live|human|please|no|not|bot|ein|eine|einen|einem|echter|echten|bitte|kein)\W+)*${PERSON}(?:\W+(?:please|bitte))?\W*$`,
  'i',
)

/**
 * Whether a message asks for a person instead of the assistant: "can I talk to someone", or just
 * "human please". A message that only mentions people ("a gift for a person who …") does not.
 */
export function asksForPerson(message: string): boolean {
  return message.split(/[.?!\n]/).some(asksInSentence) || NAMES_ONLY.test(message)
}

/** What else the message says; all of it where it says nothing else. */
export function withoutWish(message: string): string {
  const others = message.split(/(?<=[.?!\n])/).filter((sentence) => !asksInSentence(sentence))
  return others.join('').trim() || message
}

// Two searches rather than one expression with a gap in it, which would try every asking word with
// every word behind it: a long message would hold up the whole server.
function asksInSentence(sentence: string): boolean {
  const asking = ASKING_WORD.exec(sentence)
  return asking !== null && PERSON_WORD.test(sentence.slice(asking.index + asking[0].length))
}
