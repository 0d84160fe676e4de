/** עברית. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('he')
const number = (value: number): string => value.toLocaleString('he')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
/** A name or a time keeps its own direction, and does not pull along what stands beside it. */
const isolate = (text: string): string => `\u2068${text}\u2069`
const messages = (count: number): string =>
  counted(count, { one: 'הודעה אחת', two: 'שתי הודעות', other: '# הודעות' })
const unread = (count: number): string =>
  counted(count, {
    one: 'הודעה אחת שלא נקראה',
    two: 'שתי הודעות שלא נקראו',
    other: '# הודעות שלא נקראו',
  })

// Buttons name what they do, and sentences speak of the thing: an imperative or a verb in the
// present would have to know the visitor's gender.
export const strings: Strings = {
  openChat: 'פתיחת הצ׳אט',
  closeChat: 'סגירת הצ׳אט',
  unread,
  comma: ', ',
  loadFailed: 'לא הצלחנו לטעון את הצ׳אט. לנסות שוב',

  dialog: (site) => (site === '' ? 'צ׳אט' : `צ׳אט עם ${isolate(site)}`),
  close: 'סגירת הצ׳אט',
  greeting: 'שלום. איך אפשר לעזור?',
  greetingDetail: 'אפשר לשאול הכול. אם החיבור יתנתק, נשמור את ההודעה ונשלח אותה כשהוא יחזור.',
  chat: 'צ׳אט',
  personFrom: (person, site) => (site === '' ? person : `${isolate(person)}, ${isolate(site)}`),
  messages: 'הודעות',
  suggestions: 'שאלות מוצעות',
  placeholder: 'כתיבת הודעה',
  send: 'שליחה',
  stop: 'עצירת התשובה',
  counter: (length, limit) => `${number(length)} מתוך ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `לא נשלחה: ארוכה מ־${number(limit)} תווים.`,
      full: 'לא נשלחה: יותר מדי הודעות כבר ממתינות. הטקסט שלך עדיין כאן.',
      not_stored: 'לא נשלחה: הדפדפן לא הצליח לשמור את ההודעה. הטקסט שלך עדיין כאן.',
    })[why],
  youSaid: 'ההודעה שלך:',
  today: 'היום',
  yesterday: 'אתמול',
  you: 'את/ה',
  assistant: 'העוזר הדיגיטלי',
  assistantTag: 'AI',
  team: 'הצוות',
  writing: (author) => `${isolate(author)} כותב תשובה`,
  paused: 'המשך התשובה יגיע כשהחיבור יחזור.',
  cutOff: 'התשובה הזו נקטעה.',
  task: (isDone) => (isDone ? 'בוצע' : 'לביצוע'),
  sources: 'מקורות',
  newMessages: 'הודעות חדשות',
  loadingOlder: 'טוענים הודעות קודמות',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'ממתינה, אין חיבור',
        turn: 'ממתינה לתורה',
        busy: 'ממתינה, יש אצלנו עומס',
        session: 'ממתינה לחיבור',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return 'לא נשלחה: השיחה הזו כבר לא קיימת'
      if (delivery.code === 'permission_denied') return 'לא נשלחה: השיחה הזו סגורה'
      return delivery.code === 'quota_limit_exceeded'
        ? 'לא נשלחה: כרגע איננו יכולים לקבל עוד הודעות'
        : 'לא נשלחה'
    }
    if ('mayBeTwice' in delivery) return 'נשלחה, ואולי הגיעה פעמיים'
    return { sending: 'נשלחת', held: 'נשלחה', sent: 'נשלחה', read: 'נקראה' }[delivery.state]
  },
  nextTry: (time) => `, הניסיון הבא בשעה ${isolate(time)}`,
  retry: 'לנסות שוב',
  edit: 'עריכה',
  discard: 'מחיקה',
  withdraw: 'ביטול השליחה',
  copy: 'העתקה',
  change: (kind) =>
    ({ edit: 'בתהליך שינוי', withdraw: 'בתהליך ביטול', late: 'נשלחה לפני השינוי' })[kind],
  sendAsNew: 'שליחה כהודעה חדשה',
  editing: 'הודעה בעריכה.',
  cancel: 'ביטול',
  save: 'שמירה',
  editTooLate: 'ההודעה נשלחה לפני השינוי. הטקסט החדש שלך עדיין כאן.',
  back: (count) => (count === 0 ? 'השיחות שלך' : `השיחות שלך, ${unread(count)} באחרות`),
  menu: 'תפריט',
  offline: (waiting) =>
    waiting === 0
      ? 'אין חיבור. אפשר לכתוב, ונשלח את ההודעה כשהחיבור יחזור.'
      : `אין חיבור. נשלח ${messages(waiting)} כשהוא יחזור.`,
  connecting: (waiting) =>
    waiting === 0 ? 'מתחברים.' : `מתחברים. מיד אחר כך נשלח ${messages(waiting)}.`,
  backOnline: 'החיבור חזר.',
  trouble: (trouble) =>
    ({
      token:
        'הצ׳אט הזה לא הוגדר כראוי, ולכן איננו יכולים לקבל כאן הודעות. אפשר לפנות אלינו בדרך אחרת.',
      storage:
        'הדפדפן לא מאפשר לנו לשמור הודעות, ולכן איננו יכולים לשלוח אותן בבטחה. אפשרו לאתר הזה לשמור נתונים, או השתמשו בדפדפן אחר.',
      outdated: 'הדף הזה ישן מהצ׳אט שפתוח בכרטיסייה אחרת. יש לטעון אותו מחדש כדי להמשיך.',
      signed_out: 'התנתקת מהחשבון. טענו מחדש את הדף כדי לכתוב שוב.',
      load: 'חלק מהצ׳אט לא נטען. ננסה שוב.',
    })[trouble],
  // Spoken, never drawn.
  said: (author, text) => `${author}: ${text}`,

  table: 'טבלה',
  copied: 'הועתק',
  showImage: (host) => `הצגת התמונה מ־${isolate(host)}`,
  imageFailed: 'לא הצלחנו להציג את התמונה.',
  openImage: (host) => `פתיחה ב־${isolate(host)}`,

  conversations: 'השיחות שלך',
  newConversation: 'שיחה חדשה',
  noConversations: 'אין עדיין שיחות.',
  waitingHere: 'עוד לא נשלחה:',
  draft: 'טיוטה:',
  status: (status) =>
    ({
      new: 'פתוחה',
      open: 'פתוחה',
      pending: 'מחכה לתשובתך',
      on_hold: 'בהמתנה',
      resolved: 'סגורה',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'לפני שמתחילים',
  consentDetail:
    'כדי לשמור את השיחה אנחנו מאחסנים אותה בדפדפן הזה ובשרת שלנו. עד עכשיו לא נשמר דבר.',
  consentYes: 'מסכימים ומתחילים',
  consentNo: 'לא עכשיו',

  helpful: 'זה עזר?',
  helpfulYes: 'כן',
  helpfulNo: 'לא, לדבר עם נציג אנושי',
  helped: 'שמחים לשמוע. אפשר לכתוב לנו בכל עת.',
  askPeople: 'לדבר עם נציג אנושי',
  askedPeople: 'עדכנו את הצוות. אפשר לסגור את הצ׳אט; התשובה תחכה כאן.',
  closed: 'השיחה הזו סגורה. הודעה חדשה תפתח אותה שוב.',
  rate: 'איך הייתה השיחה הזו?',
  score: (score) => ({ 1: 'גרועה', 2: 'לא טובה', 3: 'בסדר', 4: 'טובה', 5: 'טובה מאוד' })[score],
  rateComment: 'מה כדאי שנדע? (לא חובה)',
  rateSend: 'שליחת הדירוג',
  rated: 'תודה על הדירוג.',

  here: 'אנחנו כאן עכשיו',
  typing: (who) => `${isolate(who)} מקליד עכשיו`,
  awayUntil: (when) => `נחזור: ${isolate(when)}`,
  away: 'אנחנו לא כאן כרגע',

  detailsTitle: 'איך אפשר להשיג אותך?',
  detailsWhy: 'אנחנו עונים כאן, ואם כבר יצאת, גם באימייל.',
  email: 'כתובת אימייל',
  emailWrong: 'זו לא נראית כמו כתובת אימייל.',
  name: 'שם (לא חובה)',
  detailsSend: 'שליחת ההודעה',

  transcript: 'הורדת השיחה הזו',
  transcriptTitle: (site, date) =>
    site === '' ? `שיחה, ${isolate(date)}` : `שיחה עם ${isolate(site)}, ${isolate(date)}`,
  clearWaiting: (count) =>
    counted(count, {
      one: 'ביטול ההודעה שממתינה',
      two: 'ביטול שתי ההודעות שממתינות',
      other: 'ביטול # ההודעות שממתינות',
    }),
  mute: 'כיבוי צלילים',
  unmute: 'הפעלת צלילים',
  notify: 'התראה על תשובות',
  downloadData: 'הורדת הנתונים שלי',
  restore: 'שיחות קודמות',
  deleteData: 'מחיקת הנתונים שלי',
  deleteQuestion: 'למחוק את כל מה שכתבת כאן?',
  deleteDetail: (waiting) =>
    `השיחות שלך יימחקו מהדפדפן הזה ומהשרת שלנו${
      waiting === 0
        ? ''
        : `, יחד עם ${counted(waiting, {
            one: 'הודעה אחת שלא נשלחה',
            two: 'שתי הודעות שלא נשלחו',
            other: '# הודעות שלא נשלחו',
          })}`
    }. אי אפשר לבטל את זה.`,
  deleteHere:
    'אין חיבור, או שלא ניתן למחוק בשרת שלנו: רק הדפדפן הזה ישכח את השיחות שלך. מה שנשלח נשאר אצלנו.',
  deleteFailed: 'השרת שלנו לא הגיב, ולכן לא נמחק דבר. אפשר לנסות שוב.',
  deleteConfirm: 'למחוק',
  keep: 'להשאיר',

  restoreWhy: 'כתבת לנו מדפדפן אחר? אפשר לשלוח לך קישור שיביא את השיחות לכאן.',
  restoreSend: 'שליחת קישור אליי',
  restoreAsked: (email) =>
    `אם יש אצלנו שיחות של ${isolate(email)}, הקישור בדרך. הוא תקף לפעם אחת, במשך שעה.`,
  restoreOpening: 'השיחות בדרך לכאן…',
  restored: (count) => (count === 0 ? 'אין עוד מה להביא בקישור הזה.' : 'השיחות שלך כאן.'),
  restoreProblem: (problem) =>
    ({
      expired: 'תוקף הקישור פג: הוא תקף לשעה. אפשר לבקש קישור אחר.',
      used: 'הקישור הזה כבר שימש, והוא תקף לפעם אחת. אפשר לבקש קישור אחר.',
      invalid: 'הקישור הזה תקף רק בשלמותו ורק בדפדפן שבו התבקש. אפשר לבקש כאן קישור אחר.',
      too_many: 'התבקשו יותר מדי קישורים. אפשר לנסות שוב בעוד שעה.',
      unreachable: 'השרת שלנו לא ענה. אפשר לנסות שוב.',
      unavailable: 'אי אפשר לשלוח קישורים מכאן.',
    })[problem],
}
