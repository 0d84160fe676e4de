/** Deutsch. */
import type { Strings } from '../strings.ts'

const zahl = (value: number): string => value.toLocaleString('de')
const nachrichten = (count: number): string =>
  count === 1 ? '1 Nachricht' : `${zahl(count)} Nachrichten`
const ungelesene = (count: number): string =>
  count === 1 ? '1 ungelesene Nachricht' : `${zahl(count)} ungelesene Nachrichten`

export const strings: Strings = {
  openChat: 'Chat öffnen',
  closeChat: 'Chat schließen',
  unread: ungelesene,
  comma: ', ',
  loadFailed: 'Der Chat konnte nicht geladen werden. Noch einmal versuchen',

  dialog: (site) => (site === '' ? 'Chat' : `Chat mit ${site}`),
  close: 'Chat schließen',
  greeting: 'Hallo. Womit können wir helfen?',
  greetingDetail:
    'Fragen Sie, was Sie möchten. Ohne Verbindung bewahren wir Ihre Nachricht auf und senden sie, sobald Sie wieder online sind.',
  chat: 'Chat',
  personFrom: (person, site) => (site === '' ? person : `${person} von ${site}`),
  messages: 'Nachrichten',
  suggestions: 'Vorgeschlagene Fragen',
  placeholder: 'Nachricht schreiben',
  send: 'Senden',
  stop: 'Antwort stoppen',
  counter: (length, limit) => `${zahl(length)} von ${zahl(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `Nicht gesendet: länger als ${zahl(limit)} Zeichen.`,
      full: 'Nicht gesendet: Es warten schon zu viele Nachrichten. Ihr Text ist noch hier.',
      not_stored:
        'Nicht gesendet: Ihr Browser konnte die Nachricht nicht aufbewahren. Ihr Text ist noch hier.',
    })[why],
  youSaid: 'Sie schrieben:',
  today: 'Heute',
  yesterday: 'Gestern',
  you: 'Sie',
  assistant: 'Assistent',
  assistantTag: 'KI',
  team: 'Team',
  writing: (author) => `${author} antwortet`,
  paused: 'Der Rest dieser Antwort kommt, sobald die Verbindung wieder da ist.',
  cutOff: 'Diese Antwort wurde abgebrochen.',
  task: (isDone) => (isDone ? 'Erledigt' : 'Zu tun'),
  sources: 'Quellen',
  newMessages: 'Neue Nachrichten',
  loadingOlder: 'Frühere Nachrichten werden geladen',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'Wartet, keine Verbindung',
        turn: 'Wartet, bis sie an der Reihe ist',
        busy: 'Wartet, wir sind ausgelastet',
        session: 'Wartet auf die Verbindung',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found')
        return 'Nicht gesendet: Diese Unterhaltung gibt es nicht mehr'
      if (delivery.code === 'permission_denied') {
        return 'Nicht gesendet: Diese Unterhaltung ist geschlossen'
      }
      return delivery.code === 'quota_limit_exceeded'
        ? 'Nicht gesendet: Wir können gerade keine Nachrichten annehmen'
        : 'Nicht gesendet'
    }
    if ('mayBeTwice' in delivery) return 'Gesendet, vielleicht doppelt angekommen'
    return { sending: 'Wird gesendet', held: 'Gesendet', sent: 'Gesendet', read: 'Gelesen' }[
      delivery.state
    ]
  },
  nextTry: (time) => `, nächster Versuch um ${time}`,
  retry: 'Erneut senden',
  edit: 'Bearbeiten',
  discard: 'Verwerfen',
  withdraw: 'Zurücknehmen',
  copy: 'Kopieren',
  change: (kind) =>
    ({
      edit: 'Wird geändert',
      withdraw: 'Wird zurückgenommen',
      late: 'Wurde vor Ihrer Änderung gesendet',
    })[kind],
  sendAsNew: 'Als neue Nachricht senden',
  editing: 'Sie ändern eine Nachricht.',
  cancel: 'Abbrechen',
  save: 'Speichern',
  editTooLate: 'Sie wurde vor Ihrer Änderung gesendet. Ihr neuer Text ist noch hier.',
  back: (unread) =>
    unread === 0 ? 'Ihre Unterhaltungen' : `Ihre Unterhaltungen, ${ungelesene(unread)} in anderen`,
  menu: 'Menü',
  offline: (waiting) =>
    waiting === 0
      ? 'Keine Verbindung. Schreiben Sie ruhig; wir senden es, sobald sie wieder da ist.'
      : `Keine Verbindung. Wir senden ${nachrichten(waiting)}, sobald sie wieder da ist.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'Verbindung wird aufgebaut.'
      : `Verbindung wird aufgebaut. ${nachrichten(waiting)} ${waiting === 1 ? 'folgt' : 'folgen'}.`,
  backOnline: 'Die Verbindung ist wieder da.',
  trouble: (trouble) =>
    ({
      token:
        'Dieser Chat ist nicht richtig eingerichtet, deshalb erreichen uns hier keine Nachrichten. Bitte erreichen Sie uns auf anderem Weg.',
      storage:
        'Ihr Browser lässt uns keine Nachrichten aufbewahren, deshalb können wir sie nicht sicher senden. Erlauben Sie dieser Website, Daten zu speichern, oder nehmen Sie einen anderen Browser.',
      outdated:
        'Diese Seite ist älter als der Chat in einem anderen Tab. Laden Sie sie neu, um weiterzuschreiben.',
      signed_out: 'Sie haben sich abgemeldet. Laden Sie die Seite neu, um wieder zu schreiben.',
      load: 'Ein Teil des Chats konnte nicht geladen werden. Wir versuchen es wieder.',
    })[trouble],
  said: (author, text) => `${author}: ${text}`,

  table: 'Tabelle',
  copied: 'Kopiert',
  showImage: (host) => `Bild von ${host} anzeigen`,
  imageFailed: 'Das Bild konnte nicht angezeigt werden.',
  openImage: (host) => `Auf ${host} öffnen`,

  conversations: 'Ihre Unterhaltungen',
  newConversation: 'Neue Unterhaltung',
  noConversations: 'Noch keine Unterhaltungen.',
  waitingHere: 'Noch nicht gesendet:',
  draft: 'Entwurf:',
  status: (status) =>
    ({
      new: 'Offen',
      open: 'Offen',
      pending: 'Wartet auf Sie',
      on_hold: 'Zurückgestellt',
      resolved: 'Geschlossen',
    })[status],
  unreadMessages: ungelesene,

  consentQuestion: 'Bevor wir schreiben',
  consentDetail:
    'Damit diese Unterhaltung erhalten bleibt, speichern wir sie in diesem Browser und auf unserem Server. Bisher ist nichts gespeichert.',
  consentYes: 'Zustimmen und schreiben',
  consentNo: 'Jetzt nicht',

  helpful: 'War das hilfreich?',
  helpfulYes: 'Ja',
  helpfulNo: 'Nein, jemanden fragen',
  helped: 'Das freut uns. Schreiben Sie jederzeit wieder.',
  askPeople: 'Mit einem Menschen sprechen',
  askedPeople:
    'Wir haben dem Team Bescheid gesagt. Sie können den Chat schließen; die Antwort finden Sie dann hier.',
  closed: 'Diese Unterhaltung ist geschlossen. Schreiben Sie wieder, um sie zu öffnen.',
  rate: 'Wie war diese Unterhaltung?',
  score: (score) =>
    ({ 1: 'Schlecht', 2: 'Nicht gut', 3: 'In Ordnung', 4: 'Gut', 5: 'Sehr gut' })[score],
  rateComment: 'Was sollten wir wissen? (freiwillig)',
  rateSend: 'Bewertung senden',
  rated: 'Danke für Ihre Bewertung.',

  here: 'Wir sind gerade da',
  typing: (who) => `${who} schreibt gerade`,
  awayUntil: (when) => `Wir sind wieder da: ${when}`,
  away: 'Wir sind gerade nicht da',

  detailsTitle: 'Wo erreichen wir Sie?',
  detailsWhy: 'Wir antworten hier und, wenn Sie nicht mehr da sind, per E-Mail.',
  email: 'E-Mail-Adresse',
  emailWrong: 'Das sieht nicht nach einer E-Mail-Adresse aus.',
  name: 'Name (freiwillig)',
  detailsSend: 'Nachricht senden',

  transcript: 'Diese Unterhaltung herunterladen',
  transcriptTitle: (site, date) =>
    site === '' ? `Unterhaltung, ${date}` : `Unterhaltung mit ${site}, ${date}`,
  clearWaiting: (count) =>
    count === 1
      ? 'Die wartende Nachricht zurücknehmen'
      : `${zahl(count)} wartende Nachrichten zurücknehmen`,
  mute: 'Töne ausschalten',
  unmute: 'Töne einschalten',
  notify: 'Bei Antworten benachrichtigen',
  downloadData: 'Meine Daten herunterladen',
  restore: 'Frühere Unterhaltungen',
  deleteData: 'Meine Daten löschen',
  deleteQuestion: 'Alles löschen, was Sie hier geschrieben haben?',
  deleteDetail: (waiting) =>
    `Ihre Unterhaltungen werden in diesem Browser und auf unserem Server gelöscht${
      waiting === 0
        ? ''
        : waiting === 1
          ? ', mit einer Nachricht, die nie gesendet wurde'
          : `, mit ${zahl(waiting)} Nachrichten, die nie gesendet wurden`
    }. Das lässt sich nicht rückgängig machen.`,
  deleteHere:
    'Sie sind offline, oder wir können auf unserem Server nicht löschen: Nur dieser Browser vergisst Ihre Unterhaltungen. Was Sie gesendet haben, bleibt bei uns.',
  deleteFailed:
    'Unser Server hat nicht geantwortet, deshalb wurde nichts gelöscht. Bitte versuchen Sie es noch einmal.',
  deleteConfirm: 'Löschen',
  keep: 'Behalten',

  restoreWhy:
    'Haben Sie uns aus einem anderen Browser geschrieben? Wir können Ihnen einen Link schicken, der Ihre Unterhaltungen hierher holt.',
  restoreSend: 'Link per E-Mail senden',
  restoreAsked: (email) =>
    `Wenn wir Unterhaltungen zu ${email} haben, ist ein Link unterwegs. Er gilt einmal und eine Stunde lang.`,
  restoreOpening: 'Ihre Unterhaltungen werden geholt…',
  restored: (count) =>
    count === 0 ? 'Mit diesem Link gibt es nichts mehr zu holen.' : 'Ihre Unterhaltungen sind da.',
  restoreProblem: (problem) =>
    ({
      expired: 'Dieser Link ist abgelaufen, er gilt eine Stunde. Sie können einen neuen anfordern.',
      used: 'Dieser Link wurde schon benutzt, er gilt einmal. Sie können einen neuen anfordern.',
      invalid:
        'Dieser Link gilt nur in dem Browser, in dem er angefordert wurde, und nur vollständig. Sie können hier einen neuen anfordern.',
      too_many:
        'Es wurden zu viele Links angefordert. Bitte versuchen Sie es in einer Stunde noch einmal.',
      unreachable: 'Unser Server hat nicht geantwortet. Bitte versuchen Sie es noch einmal.',
      unavailable: 'Wir können hier keine Links verschicken.',
    })[problem],
}
