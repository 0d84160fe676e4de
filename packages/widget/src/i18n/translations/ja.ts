/** 日本語。 */
import type { Strings } from '../strings.ts'

const number = (value: number): string => value.toLocaleString('ja')
const unread = (count: number): string => `未読メッセージ${number(count)}件`

export const strings: Strings = {
  openChat: 'チャットを開く',
  closeChat: 'チャットを閉じる',
  unread,
  comma: '、',
  loadFailed: 'チャットを読み込めませんでした。もう一度試す',

  dialog: (site) => (site === '' ? 'チャット' : `${site}とのチャット`),
  close: 'チャットを閉じる',
  greeting: 'こんにちは。どのようなご用件でしょうか。',
  greetingDetail:
    'お気軽にご質問ください。オフラインになっても、メッセージをお預かりし、オンラインに戻り次第送信します。',
  chat: 'チャット',
  personFrom: (person, site) => (site === '' ? person : `${person}（${site}）`),
  messages: 'メッセージ',
  suggestions: '質問の候補',
  placeholder: 'メッセージを入力',
  send: '送信',
  stop: '回答を停止',
  counter: (length, limit) => `${number(length)} / ${number(limit)}文字`,
  refusal: (why, limit) =>
    ({
      too_long: `未送信：${number(limit)}文字を超えています。`,
      full: '未送信：送信待ちのメッセージが多すぎます。入力した内容は残っています。',
      not_stored:
        '未送信：ブラウザーにメッセージを保存できませんでした。入力した内容は残っています。',
    })[why],
  youSaid: 'あなたのメッセージ：',
  today: '今日',
  yesterday: '昨日',
  you: 'あなた',
  assistant: 'アシスタント',
  assistantTag: 'AI',
  team: '担当者',
  writing: (author) => `${author}が回答しています`,
  paused: '接続が戻ると、この回答の続きが届きます。',
  cutOff: 'この回答は途中で切れました。',
  task: (isDone) => (isDone ? '完了' : '未完了'),
  sources: '出典',
  newMessages: '新しいメッセージ',
  loadingOlder: '以前のメッセージを読み込んでいます',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: '送信待ち（接続なし）',
        turn: '送信待ち（順番待ち）',
        busy: '送信待ち（混み合っています）',
        session: '接続待ち',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return '未送信：この会話はすでに存在しません'
      if (delivery.code === 'permission_denied') return '未送信：この会話は終了しています'
      return delivery.code === 'quota_limit_exceeded'
        ? '未送信：ただいまメッセージをこれ以上受け付けられません'
        : '未送信'
    }
    if ('mayBeTwice' in delivery) return '送信済み（2回届いた可能性があります）'
    return { sending: '送信中', held: '送信済み', sent: '送信済み', read: '既読' }[delivery.state]
  },
  nextTry: (time) => `、${time}に再試行します`,
  retry: '再試行',
  edit: '編集',
  discard: '破棄',
  withdraw: '取り消す',
  copy: 'コピー',
  change: (kind) =>
    ({
      edit: '変更しています',
      withdraw: '取り消しています',
      late: '変更の前に送信されました',
    })[kind],
  sendAsNew: '新しいメッセージとして送信',
  editing: 'メッセージを編集しています。',
  cancel: 'キャンセル',
  save: '保存',
  editTooLate: 'メッセージは変更の前に送信されました。新しい内容は残っています。',
  back: (count) => (count === 0 ? '会話一覧' : `会話一覧、ほかの会話に${unread(count)}`),
  menu: 'メニュー',
  offline: (waiting) =>
    waiting === 0
      ? '接続がありません。このまま入力できます。接続が戻り次第送信します。'
      : `接続がありません。接続が戻り次第、メッセージ${number(waiting)}件を送信します。`,
  connecting: (waiting) =>
    waiting === 0
      ? '接続しています。'
      : `接続しています。続いてメッセージ${number(waiting)}件を送信します。`,
  backOnline: '接続が戻りました。',
  trouble: (trouble) =>
    ({
      token:
        'このチャットは正しく設定されていないため、ここではメッセージを受け取れません。別の方法でご連絡ください。',
      storage:
        'ブラウザーにメッセージを保存できないため、安全に送信できません。このサイトのデータの保存を許可するか、別のブラウザーをお使いください。',
      outdated:
        'このページは、別のタブのチャットより古くなっています。続けるには再読み込みしてください。',
      signed_out: 'ログアウトしました。もう一度書くには、ページを再読み込みしてください。',
      load: 'チャットの一部を読み込めませんでした。もう一度試します。',
    })[trouble],
  said: (author, text) => `${author}：${text}`,

  table: '表',
  copied: 'コピーしました',
  showImage: (host) => `${host}の画像を表示`,
  imageFailed: '画像を表示できませんでした。',
  openImage: (host) => `${host}で開く`,

  conversations: '会話一覧',
  newConversation: '新しい会話',
  noConversations: '会話はまだありません。',
  waitingHere: '未送信：',
  draft: '下書き：',
  status: (status) =>
    ({
      new: '対応中',
      open: '対応中',
      pending: '返信待ち',
      on_hold: '保留中',
      resolved: '終了',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'チャットを始める前に',
  consentDetail:
    'この会話を残すため、このブラウザーと私たちのサーバーに保存します。まだ何も保存されていません。',
  consentYes: '同意して始める',
  consentNo: '今はしない',

  helpful: 'お役に立ちましたか？',
  helpfulYes: 'はい',
  helpfulNo: 'いいえ、担当者に聞く',
  helped: 'お役に立ててうれしいです。またいつでもご連絡ください。',
  askPeople: '担当者と話す',
  askedPeople: '担当者に伝えました。チャットを閉じても、回答はここに届きます。',
  closed: 'この会話は終了しています。もう一度メッセージを送ると再開します。',
  rate: 'この会話はいかがでしたか？',
  score: (score) =>
    ({ 1: '悪い', 2: 'あまり良くない', 3: 'ふつう', 4: '良い', 5: 'とても良い' })[score],
  rateComment: 'ご意見をお聞かせください（任意）',
  rateSend: '評価を送信',
  rated: '評価をありがとうございます。',

  here: 'ただいま対応できます',
  typing: (who) => `${who}が入力中です`,
  awayUntil: (when) => `ただいま不在です。再開：${when}`,
  away: 'ただいま不在です',

  detailsTitle: 'ご連絡先を教えてください',
  detailsWhy: 'こちらで回答します。ページを離れている場合は、メールでもお送りします。',
  email: 'メールアドレス',
  emailWrong: 'メールアドレスではないようです。',
  name: 'お名前（任意）',
  detailsSend: 'メッセージを送信',

  transcript: 'この会話をダウンロード',
  transcriptTitle: (site, date) => (site === '' ? `会話、${date}` : `${site}との会話、${date}`),
  clearWaiting: (count) => `送信待ちのメッセージ${number(count)}件を取り消す`,
  mute: '音をオフにする',
  unmute: '音をオンにする',
  notify: '返信を通知する',
  downloadData: '自分のデータをダウンロード',
  restore: '以前の会話',
  deleteData: '自分のデータを削除',
  deleteQuestion: 'ここに書いた内容をすべて削除しますか？',
  deleteDetail: (waiting) =>
    `会話は、このブラウザーと私たちのサーバーから削除されます。${
      waiting === 0 ? '' : `未送信のメッセージ${number(waiting)}件も削除されます。`
    }この操作は元に戻せません。`,
  deleteHere:
    'オフラインか、サーバー上で削除できないため、このブラウザーの会話だけが消えます。送信済みの内容は私たちのもとに残ります。',
  deleteFailed: 'サーバーから応答がなく、何も削除されていません。もう一度お試しください。',
  deleteConfirm: '削除',
  keep: '残す',

  restoreWhy:
    '別のブラウザーからお問い合わせになったことがありますか。会話をここに移すリンクをメールでお送りできます。',
  restoreSend: 'リンクをメールで受け取る',
  restoreAsked: (email) =>
    `${email}の会話がある場合は、リンクをお送りしました。リンクは1時間以内に1回だけ使えます。`,
  restoreOpening: '会話を取得しています…',
  restored: (count) =>
    count === 0 ? 'このリンクで取得できる会話は、もうありません。' : '会話をここに移しました。',
  restoreProblem: (problem) =>
    ({
      expired: 'このリンクは期限切れです（有効期限は1時間です）。新しいリンクを請求できます。',
      used: 'このリンクは使用済みです（使えるのは1回だけです）。新しいリンクを請求できます。',
      invalid:
        'このリンクは、請求したブラウザーでのみ、完全な形で使えます。ここで新しいリンクを請求できます。',
      too_many: 'リンクの請求回数が多すぎます。1時間後にもう一度お試しください。',
      unreachable: 'サーバーから応答がありませんでした。もう一度お試しください。',
      unavailable: 'ここではリンクをお送りできません。',
    })[problem],
}
