/** 简体中文。 */
import type { Strings } from '../strings.ts'

const number = (value: number): string => value.toLocaleString('zh-Hans')
const unread = (count: number): string => `${number(count)} 条未读消息`

export const strings: Strings = {
  openChat: '打开聊天',
  closeChat: '关闭聊天',
  unread,
  comma: '，',
  loadFailed: '聊天无法加载。重试',

  dialog: (site) => (site === '' ? '聊天' : `聊天：${site}`),
  close: '关闭聊天',
  greeting: '您好，有什么可以帮您？',
  greetingDetail: '有问题请随时提问。如果网络断开，我们会保留您的消息，并在恢复连接后发送。',
  chat: '聊天',
  personFrom: (person, site) => (site === '' ? person : `${person}（${site}）`),
  messages: '消息',
  suggestions: '推荐问题',
  placeholder: '输入消息',
  send: '发送',
  stop: '停止回答',
  counter: (length, limit) => `${number(length)} / ${number(limit)} 字`,
  refusal: (why, limit) =>
    ({
      too_long: `未发送：超过 ${number(limit)} 字。`,
      full: '未发送：等待发送的消息太多。您输入的内容仍在这里。',
      not_stored: '未发送：您的浏览器无法保存这条消息。您输入的内容仍在这里。',
    })[why],
  youSaid: '您说：',
  today: '今天',
  yesterday: '昨天',
  you: '您',
  assistant: '智能助手',
  assistantTag: 'AI',
  team: '客服',
  writing: (author) => `${author}正在回答`,
  paused: '恢复连接后，此回答的其余部分将会显示。',
  cutOff: '这条回答中断了。',
  task: (isDone) => (isDone ? '已完成' : '待完成'),
  sources: '来源',
  newMessages: '新消息',
  loadingOlder: '正在加载更早的消息',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: '等待中，没有网络连接',
        turn: '排队等待发送',
        busy: '等待中，我们现在较忙',
        session: '等待连接',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return '未发送：此对话已不存在'
      if (delivery.code === 'permission_denied') return '未发送：此对话已关闭'
      return delivery.code === 'quota_limit_exceeded'
        ? '未发送：我们暂时无法接收更多消息'
        : '未发送'
    }
    if ('mayBeTwice' in delivery) return '已发送，可能重复送达'
    return { sending: '正在发送', held: '已发送', sent: '已发送', read: '已读' }[delivery.state]
  },
  nextTry: (time) => `，将于 ${time} 重试`,
  retry: '重试',
  edit: '编辑',
  discard: '放弃',
  withdraw: '撤回',
  copy: '复制',
  change: (kind) => ({ edit: '正在修改', withdraw: '正在撤回', late: '在您修改之前已发送' })[kind],
  sendAsNew: '作为新消息发送',
  editing: '您正在修改一条消息。',
  cancel: '取消',
  save: '保存',
  editTooLate: '消息在您修改之前已发送。您的新内容仍在这里。',
  back: (count) => (count === 0 ? '您的对话' : `您的对话，其他对话有 ${unread(count)}`),
  menu: '菜单',
  offline: (waiting) =>
    waiting === 0
      ? '没有连接。可以继续输入，恢复连接后我们会发送。'
      : `没有连接。恢复连接后，我们会发送 ${number(waiting)} 条消息。`,
  connecting: (waiting) =>
    waiting === 0 ? '正在连接。' : `正在连接。随后会发送 ${number(waiting)} 条消息。`,
  backOnline: '连接已恢复。',
  trouble: (trouble) =>
    ({
      token: '此聊天没有正确设置，我们在这里无法收到消息。请用其他方式联系我们。',
      storage:
        '您的浏览器不允许我们保存消息，因此我们无法安全地发送。请允许此网站保存数据，或使用其他浏览器。',
      outdated: '此页面比另一个标签页中的聊天旧。请重新加载页面以继续。',
      signed_out: '您已退出登录。请重新加载页面后再写。',
      load: '聊天的一部分无法加载。我们会再试一次。',
    })[trouble],
  said: (author, text) => `${author}：${text}`,

  table: '表格',
  copied: '已复制',
  showImage: (host) => `显示来自 ${host} 的图片`,
  imageFailed: '图片无法显示。',
  openImage: (host) => `在 ${host} 上打开`,

  conversations: '您的对话',
  newConversation: '新对话',
  noConversations: '还没有对话。',
  waitingHere: '尚未发送：',
  draft: '草稿：',
  status: (status) =>
    ({
      new: '进行中',
      open: '进行中',
      pending: '等待您回复',
      on_hold: '暂缓处理',
      resolved: '已关闭',
    })[status],
  unreadMessages: unread,

  consentQuestion: '开始聊天之前',
  consentDetail: '为了保留此对话，我们会将其保存在此浏览器和我们的服务器上。目前尚未保存任何内容。',
  consentYes: '同意并开始聊天',
  consentNo: '暂不',

  helpful: '这有帮助吗？',
  helpfulYes: '有',
  helpfulNo: '没有，联系人工客服',
  helped: '很高兴能帮到您。欢迎随时联系我们。',
  askPeople: '联系人工客服',
  askedPeople: '我们已通知客服。您可以关闭聊天，回复会显示在这里。',
  closed: '此对话已关闭。再次发送消息即可重新打开。',
  rate: '您觉得这次对话怎么样？',
  score: (score) => ({ 1: '差', 2: '不太好', 3: '一般', 4: '好', 5: '很好' })[score],
  rateComment: '您想让我们知道什么？（选填）',
  rateSend: '提交评价',
  rated: '感谢您的评价。',

  here: '我们现在在线',
  typing: (who) => `${who}正在输入`,
  awayUntil: (when) => `我们暂时不在，${when} 回来`,
  away: '我们暂时不在',

  detailsTitle: '我们怎样联系您？',
  detailsWhy: '我们会在这里回复；如果您已离开，也会通过邮件回复。',
  email: '电子邮箱',
  emailWrong: '这看起来不是邮箱地址。',
  name: '姓名（选填）',
  detailsSend: '发送消息',

  transcript: '下载此对话',
  transcriptTitle: (site, date) => (site === '' ? `对话，${date}` : `对话：${site}，${date}`),
  clearWaiting: (count) => `撤回 ${number(count)} 条等待发送的消息`,
  mute: '关闭声音',
  unmute: '开启声音',
  notify: '有回复时通知我',
  downloadData: '下载我的数据',
  restore: '以前的对话',
  deleteData: '删除我的数据',
  deleteQuestion: '删除您在这里写的所有内容？',
  deleteDetail: (waiting) =>
    `您的对话将从此浏览器和我们的服务器中删除${
      waiting === 0 ? '' : `，包括 ${number(waiting)} 条从未发送的消息`
    }。此操作无法撤销。`,
  deleteHere:
    '您已离线，或我们无法在服务器上删除：只有此浏览器会忘记您的对话，已发送的内容仍保留在我们这里。',
  deleteFailed: '我们的服务器没有响应，因此没有删除任何内容。请重试。',
  deleteConfirm: '删除',
  keep: '保留',

  restoreWhy: '您曾用其他浏览器联系过我们吗？我们可以发送一个链接，把您的对话带到这里。',
  restoreSend: '把链接发给我',
  restoreAsked: (email) =>
    `如果我们有 ${email} 的对话，链接已经发出。它在一小时内有效，只能使用一次。`,
  restoreOpening: '正在获取您的对话…',
  restored: (count) => (count === 0 ? '这个链接已经没有可获取的对话。' : '您的对话已在这里。'),
  restoreProblem: (problem) =>
    ({
      expired: '这个链接已过期，有效期为一小时。您可以再申请一个。',
      used: '这个链接已经用过，只能使用一次。您可以再申请一个。',
      invalid: '这个链接只能在申请它的浏览器中使用，并且必须完整。您可以在这里再申请一个。',
      too_many: '申请的链接太多，请一小时后再试。',
      unreachable: '我们的服务器没有回应，请再试一次。',
      unavailable: '我们无法在这里发送链接。',
    })[problem],
}
