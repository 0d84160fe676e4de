/** العربية. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('ar')
const number = (value: number): string => value.toLocaleString('ar')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
/** A name or a time keeps its own direction, and does not pull along what stands beside it. */
const isolate = (text: string): string => `\u2068${text}\u2069`
const unread = (count: number): string =>
  counted(count, {
    zero: 'لا رسائل غير مقروءة',
    one: 'رسالة واحدة غير مقروءة',
    two: 'رسالتان غير مقروءتين',
    few: '# رسائل غير مقروءة',
    other: '# رسالة غير مقروءة',
  })

// Buttons name what they do, and sentences speak of the thing: an imperative or a verb would have
// to know the visitor's gender.
export const strings: Strings = {
  openChat: 'فتح الدردشة',
  closeChat: 'إغلاق الدردشة',
  unread,
  comma: '، ',
  loadFailed: 'تعذّر تحميل الدردشة. إعادة المحاولة',

  dialog: (site) => (site === '' ? 'الدردشة' : `الدردشة مع ${isolate(site)}`),
  close: 'إغلاق الدردشة',
  greeting: 'مرحبًا. كيف يمكننا مساعدتك؟',
  greetingDetail: 'يمكنك طرح أي سؤال. إذا انقطع الاتصال، نحتفظ برسالتك ونرسلها عند عودته.',
  chat: 'الدردشة',
  personFrom: (person, site) => (site === '' ? person : `${isolate(person)} من ${isolate(site)}`),
  messages: 'الرسائل',
  suggestions: 'أسئلة مقترحة',
  placeholder: 'كتابة رسالة',
  send: 'إرسال',
  stop: 'إيقاف الإجابة',
  counter: (length, limit) => `${number(length)} من ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `لم تُرسل: النص أطول من ${number(limit)} حرف.`,
      full: 'لم تُرسل: هناك رسائل كثيرة في الانتظار. نصك لا يزال هنا.',
      not_stored: 'لم تُرسل: تعذّر على متصفحك حفظ الرسالة. نصك لا يزال هنا.',
    })[why],
  youSaid: 'رسالتك:',
  today: 'اليوم',
  yesterday: 'أمس',
  you: 'أنت',
  assistant: 'المساعد',
  assistantTag: 'آلي',
  team: 'الفريق',
  writing: (author) => `${isolate(author)} يكتب الرد`,
  paused: 'ستصل بقية هذه الإجابة عند عودة الاتصال.',
  cutOff: 'انقطعت هذه الإجابة قبل اكتمالها.',
  task: (isDone) => (isDone ? 'تم' : 'لم يتم بعد'),
  sources: 'المصادر',
  newMessages: 'رسائل جديدة',
  loadingOlder: 'جارٍ تحميل الرسائل السابقة',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'في الانتظار، لا يوجد اتصال',
        turn: 'في انتظار دورها',
        busy: 'في الانتظار، لدينا ضغط حاليًا',
        session: 'في انتظار الاتصال',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return 'لم تُرسل: لم تعد هذه المحادثة موجودة'
      if (delivery.code === 'permission_denied') return 'لم تُرسل: هذه المحادثة مغلقة'
      return delivery.code === 'quota_limit_exceeded'
        ? 'لم تُرسل: لا يمكننا استقبال المزيد من الرسائل الآن'
        : 'لم تُرسل'
    }
    if ('mayBeTwice' in delivery) return 'أُرسلت، وربما وصلت مرتين'
    return { sending: 'جارٍ الإرسال', held: 'أُرسلت', sent: 'أُرسلت', read: 'قُرئت' }[delivery.state]
  },
  nextTry: (time) => `، المحاولة التالية في ${isolate(time)}`,
  retry: 'إعادة المحاولة',
  edit: 'تعديل',
  discard: 'تجاهل',
  withdraw: 'سحب',
  copy: 'نسخ',
  change: (kind) =>
    ({ edit: 'جارٍ تعديلها', withdraw: 'جارٍ سحبها', late: 'أُرسلت قبل تعديلك' })[kind],
  sendAsNew: 'إرسال كرسالة جديدة',
  editing: 'رسالة قيد التعديل.',
  cancel: 'إلغاء',
  save: 'حفظ',
  editTooLate: 'أُرسلت الرسالة قبل تعديلك. نصك الجديد لا يزال هنا.',
  back: (count) => (count === 0 ? 'محادثاتك' : `محادثاتك، ${unread(count)} في غيرها`),
  menu: 'القائمة',
  offline: (waiting) =>
    waiting === 0
      ? 'لا يوجد اتصال. يمكنك الكتابة، وسنرسل رسالتك عند عودة الاتصال.'
      : `لا يوجد اتصال. سنرسل ${counted(waiting, {
          one: 'رسالة واحدة',
          two: 'رسالتين',
          few: '# رسائل',
          other: '# رسالة',
        })} عند عودته.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'جارٍ الاتصال.'
      : `جارٍ الاتصال. بعد ذلك ${counted(waiting, {
          one: 'تُرسل رسالة واحدة',
          two: 'تُرسل رسالتان',
          few: 'تُرسل # رسائل',
          other: 'تُرسل # رسالة',
        })}.`,
  backOnline: 'عاد الاتصال.',
  trouble: (trouble) =>
    ({
      token:
        'لم تُضبط هذه الدردشة بشكل صحيح، لذلك لا يمكننا استقبال الرسائل هنا. يُرجى التواصل معنا بطريقة أخرى.',
      storage:
        'لا يسمح لنا متصفحك بحفظ الرسائل، لذلك لا يمكننا إرسالها بأمان. اسمح لهذا الموقع بحفظ البيانات أو استخدم متصفحًا آخر.',
      outdated: 'هذه الصفحة أقدم من الدردشة في علامة تبويب أخرى. يُرجى إعادة تحميلها للمتابعة.',
      signed_out: 'تم تسجيل خروجك. أعد تحميل الصفحة لتكتب من جديد.',
      load: 'تعذّر تحميل جزء من الدردشة. سنحاول مرة أخرى.',
    })[trouble],
  // Spoken, never drawn.
  said: (author, text) => `${author}: ${text}`,

  table: 'جدول',
  copied: 'تم النسخ',
  showImage: (host) => `عرض الصورة من ${isolate(host)}`,
  imageFailed: 'تعذّر عرض الصورة.',
  openImage: (host) => `فتحها على ${isolate(host)}`,

  conversations: 'محادثاتك',
  newConversation: 'محادثة جديدة',
  noConversations: 'لا توجد محادثات بعد.',
  waitingHere: 'لم تُرسل بعد:',
  draft: 'مسودة:',
  status: (status) =>
    ({
      new: 'مفتوحة',
      open: 'مفتوحة',
      pending: 'بانتظار ردك',
      on_hold: 'معلّقة',
      resolved: 'مغلقة',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'قبل أن نبدأ',
  consentDetail:
    'للاحتفاظ بهذه المحادثة نحفظها في هذا المتصفح وعلى خادمنا. لم يُحفظ أي شيء حتى الآن.',
  consentYes: 'أوافق، لنبدأ',
  consentNo: 'ليس الآن',

  helpful: 'هل كان هذا مفيدًا؟',
  helpfulYes: 'نعم',
  helpfulNo: 'لا، التحدث إلى شخص',
  helped: 'يسعدنا ذلك. نرحب برسائلك في أي وقت.',
  askPeople: 'التحدث إلى شخص',
  askedPeople: 'أبلغنا الفريق. يمكنك إغلاق الدردشة، وسيظهر الرد هنا.',
  closed: 'هذه المحادثة مغلقة. إرسال رسالة جديدة يعيد فتحها.',
  rate: 'كيف كانت هذه المحادثة؟',
  score: (score) => ({ 1: 'سيئة', 2: 'غير جيدة', 3: 'مقبولة', 4: 'جيدة', 5: 'جيدة جدًا' })[score],
  rateComment: 'ما الذي ينبغي أن نعرفه؟ (اختياري)',
  rateSend: 'إرسال التقييم',
  rated: 'شكرًا على تقييمك.',

  here: 'نحن هنا الآن',
  typing: (who) => `${isolate(who)} يكتب الآن`,
  awayUntil: (when) => `نعود: ${isolate(when)}`,
  away: 'لسنا هنا حاليًا',

  detailsTitle: 'كيف يمكننا التواصل معك؟',
  detailsWhy: 'نرد هنا، وبالبريد الإلكتروني بعد مغادرتك.',
  email: 'البريد الإلكتروني',
  emailWrong: 'لا يبدو هذا عنوان بريد إلكتروني.',
  name: 'الاسم (اختياري)',
  detailsSend: 'إرسال الرسالة',

  transcript: 'تنزيل هذه المحادثة',
  transcriptTitle: (site, date) =>
    site === '' ? `محادثة، ${isolate(date)}` : `محادثة مع ${isolate(site)}، ${isolate(date)}`,
  clearWaiting: (count) =>
    counted(count, {
      one: 'سحب الرسالة المنتظرة',
      two: 'سحب الرسالتين المنتظرتين',
      few: 'سحب # رسائل منتظرة',
      other: 'سحب # رسالة منتظرة',
    }),
  mute: 'إيقاف الأصوات',
  unmute: 'تشغيل الأصوات',
  notify: 'إشعاري عند الرد',
  downloadData: 'تنزيل بياناتي',
  restore: 'محادثات سابقة',
  deleteData: 'حذف بياناتي',
  deleteQuestion: 'حذف كل ما كتبته هنا؟',
  deleteDetail: (waiting) =>
    `ستُحذف محادثاتك من هذا المتصفح ومن خادمنا${
      waiting === 0
        ? ''
        : `، ومعها ${counted(waiting, {
            one: 'رسالة واحدة لم تُرسل',
            two: 'رسالتان لم تُرسلا',
            few: '# رسائل لم تُرسل',
            other: '# رسالة لم تُرسل',
          })}`
    }. لا يمكن التراجع عن ذلك.`,
  deleteHere:
    'لا يوجد اتصال، أو لا يمكننا الحذف على خادمنا: هذا المتصفح وحده سينسى محادثاتك، وما أُرسل يبقى لدينا.',
  deleteFailed: 'لم يستجب خادمنا، فلم يُحذف أي شيء. نرجو المحاولة مرة أخرى.',
  deleteConfirm: 'حذف',
  keep: 'إبقاء',

  restoreWhy: 'هل سبقت مراسلتنا من متصفح آخر؟ يمكننا إرسال رابط بالبريد ينقل محادثاتك إلى هنا.',
  restoreSend: 'إرسال رابط بالبريد',
  restoreAsked: (email) =>
    `إذا كانت لدينا محادثات باسم ${isolate(email)} فالرابط في الطريق. يصلح مرة واحدة، خلال ساعة.`,
  restoreOpening: 'جارٍ إحضار محادثاتك…',
  restored: (count) => (count === 0 ? 'لم يبق ما يمكن إحضاره بهذا الرابط.' : 'محادثاتك هنا.'),
  restoreProblem: (problem) =>
    ({
      expired: 'انتهت صلاحية هذا الرابط، فهو يصلح ساعة واحدة. يمكنك طلب رابط آخر.',
      used: 'استُخدم هذا الرابط من قبل، وهو يصلح مرة واحدة. يمكنك طلب رابط آخر.',
      invalid: 'هذا الرابط لا يصلح إلا كاملًا وفي المتصفح الذي طُلب منه. يمكنك طلب رابط آخر هنا.',
      too_many: 'طُلبت روابط كثيرة. نرجو المحاولة بعد ساعة.',
      unreachable: 'لم يستجب خادمنا. نرجو المحاولة مرة أخرى.',
      unavailable: 'لا يمكننا إرسال روابط هنا.',
    })[problem],
}
