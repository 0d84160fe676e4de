const PERSON =
  '(?:human|humans|person|people|agent|someone|somebody|representative|operator|staff|colleague|employee|adviser|advisor)'
const ASKING =
  '(?:talk|talking|speak|speaking|chat|connect|transfer|reach|contact|call|want|need|give|get|let|put|ask|prefer)'

const ASKS_FOR = new RegExp(String.raw`\b${ASKING}\b[^.?!\n]*\b${PERSON}\b`, 'i')
const NAMES_ONLY = new RegExp(
  String.raw`^\W*(?:(?:a|an|the|to|real|live|human|please|no|not|bot)\W+)*${PERSON}(?:\W+please)?\W*$`,
  'i',
)

/**
 * Whether a message asks for a person instead of the assistant: "can I talk to someone", or just
 * "human please". A message that only mentions people ("a gift for a person who …") does not.
 */
export function asksForPerson(message: string): boolean {
  return ASKS_FOR.test(message) || NAMES_ONLY.test(message)
}
