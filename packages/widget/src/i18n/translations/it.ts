/** Italiano. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('it')
const number = (value: number): string => value.toLocaleString('it')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
const messages = (count: number): string =>
  counted(count, { one: '# messaggio', other: '# messaggi' })
const unread = (count: number): string =>
  counted(count, { one: '# messaggio non letto', other: '# messaggi non letti' })

export const strings: Strings = {
  openChat: 'Apri la chat',
  closeChat: 'Chiudi la chat',
  unread,
  comma: ', ',
  loadFailed: 'Non è stato possibile caricare la chat. Riprova',

  dialog: (site) => (site === '' ? 'Chat' : `Chat con ${site}`),
  close: 'Chiudi la chat',
  greeting: 'Buongiorno. Come possiamo aiutarla?',
  greetingDetail:
    'Chieda pure quello che vuole. Se la connessione si interrompe, conserviamo il suo messaggio e lo inviamo appena torna.',
  chat: 'Chat',
  personFrom: (person, site) => (site === '' ? person : `${person} di ${site}`),
  messages: 'Messaggi',
  suggestions: 'Domande suggerite',
  placeholder: 'Scriva un messaggio',
  send: 'Invia',
  stop: 'Interrompi la risposta',
  counter: (length, limit) => `${number(length)} di ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `Non inviato: supera i ${number(limit)} caratteri.`,
      full: 'Non inviato: ci sono già troppi messaggi in attesa. Il suo testo è ancora qui.',
      not_stored:
        'Non inviato: il suo browser non ha potuto conservare il messaggio. Il suo testo è ancora qui.',
    })[why],
  youSaid: 'Lei ha scritto:',
  today: 'Oggi',
  yesterday: 'Ieri',
  you: 'Lei',
  assistant: 'Assistente',
  assistantTag: 'IA',
  team: 'Team',
  writing: (author) => `${author} sta rispondendo`,
  paused: 'Il resto di questa risposta arriverà quando tornerà la connessione.',
  cutOff: 'Questa risposta si è interrotta.',
  task: (isDone) => (isDone ? 'Fatto' : 'Da fare'),
  sources: 'Fonti',
  newMessages: 'Nuovi messaggi',
  loadingOlder: 'Caricamento dei messaggi precedenti',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'In attesa, nessuna connessione',
        turn: 'In attesa del proprio turno',
        busy: 'In attesa, siamo molto occupati',
        session: 'In attesa di connessione',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return 'Non inviato: questa conversazione non esiste più'
      if (delivery.code === 'permission_denied') {
        return 'Non inviato: questa conversazione è chiusa'
      }
      return delivery.code === 'quota_limit_exceeded'
        ? 'Non inviato: al momento non possiamo ricevere altri messaggi'
        : 'Non inviato'
    }
    if ('mayBeTwice' in delivery) return 'Inviato, forse arrivato due volte'
    return { sending: 'Invio in corso', held: 'Inviato', sent: 'Inviato', read: 'Letto' }[
      delivery.state
    ]
  },
  // No “alle”, which would have to become “all’” before one o'clock.
  nextTry: (time) => `, prossimo tentativo: ${time}`,
  retry: 'Riprova',
  edit: 'Modifica',
  discard: 'Elimina',
  withdraw: 'Ritira',
  copy: 'Copia',
  change: (kind) =>
    ({
      edit: 'Modifica in corso',
      withdraw: 'Ritiro in corso',
      late: 'Inviato prima della sua modifica',
    })[kind],
  sendAsNew: 'Invia come nuovo messaggio',
  editing: 'Sta modificando un messaggio.',
  cancel: 'Annulla',
  save: 'Salva',
  editTooLate: 'Il messaggio è partito prima della sua modifica. Il suo nuovo testo è ancora qui.',
  back: (count) =>
    count === 0 ? 'Le sue conversazioni' : `Le sue conversazioni, ${unread(count)} nelle altre`,
  menu: 'Menu',
  offline: (waiting) =>
    waiting === 0
      ? 'La connessione manca. Può scrivere; invieremo il messaggio appena torna.'
      : `La connessione manca. Appena torna invieremo ${messages(waiting)}.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'Connessione in corso.'
      : `Connessione in corso. ${counted(waiting, { one: 'Seguirà # messaggio', other: 'Seguiranno # messaggi' })}.`,
  backOnline: 'La connessione è tornata.',
  trouble: (trouble) =>
    ({
      token:
        'Questa chat non è configurata correttamente, perciò qui non possiamo ricevere messaggi. Ci contatti in un altro modo.',
      storage:
        'Il suo browser non ci permette di conservare i messaggi, perciò non possiamo inviarli in modo sicuro. Consenta i dati di questo sito o usi un altro browser.',
      outdated:
        'Questa pagina è meno recente della chat in un’altra scheda. La ricarichi per continuare.',
      signed_out: 'Ha chiuso la sessione. Ricarichi la pagina per scrivere di nuovo.',
      load: 'Non è stato possibile caricare una parte della chat. Riproveremo.',
    })[trouble],
  said: (author, text) => `${author}: ${text}`,

  table: 'Tabella',
  copied: 'Copiato',
  showImage: (host) => `Mostra l’immagine da ${host}`,
  imageFailed: 'Non è stato possibile mostrare l’immagine.',
  openImage: (host) => `Aprila su ${host}`,

  conversations: 'Le sue conversazioni',
  newConversation: 'Nuova conversazione',
  noConversations: 'Ancora nessuna conversazione.',
  waitingHere: 'Non ancora inviato:',
  draft: 'Bozza:',
  status: (status) =>
    ({
      new: 'Aperta',
      open: 'Aperta',
      pending: 'In attesa di lei',
      on_hold: 'In sospeso',
      resolved: 'Chiusa',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'Prima di scriverci',
  consentDetail:
    'Per conservare questa conversazione la salviamo in questo browser e sul nostro server. Finora non è stato salvato nulla.',
  consentYes: 'Accetta e scrivi',
  consentNo: 'Non ora',

  helpful: 'È stato utile?',
  helpfulYes: 'Sì',
  helpfulNo: 'No, chiedi a una persona',
  helped: 'Ci fa piacere. Ci scriva quando vuole.',
  askPeople: 'Parla con una persona',
  askedPeople: 'Abbiamo avvisato il team. Può chiudere la chat; troverà qui la risposta.',
  closed: 'Questa conversazione è chiusa. Se scrive di nuovo, si riapre.',
  rate: 'Com’è andata questa conversazione?',
  score: (score) =>
    ({ 1: 'Male', 2: 'Non bene', 3: 'Così così', 4: 'Bene', 5: 'Molto bene' })[score],
  rateComment: 'Che cosa dovremmo sapere? (facoltativo)',
  rateSend: 'Invia valutazione',
  rated: 'Grazie per la sua valutazione.',

  here: 'Siamo qui adesso',
  typing: (who) => `${who} sta scrivendo`,
  awayUntil: (when) => `Torniamo: ${when}`,
  away: 'Al momento non ci siamo',

  detailsTitle: 'Dove possiamo contattarla?',
  detailsWhy: 'Rispondiamo qui e, se ha lasciato la pagina, per e-mail.',
  email: 'Indirizzo e-mail',
  emailWrong: 'Non sembra un indirizzo e-mail.',
  name: 'Nome (facoltativo)',
  detailsSend: 'Invia messaggio',

  transcript: 'Scarica questa conversazione',
  transcriptTitle: (site, date) =>
    site === '' ? `Conversazione, ${date}` : `Conversazione con ${site}, ${date}`,
  clearWaiting: (count) =>
    counted(count, {
      one: 'Ritira il messaggio in attesa',
      other: 'Ritira # messaggi in attesa',
    }),
  mute: 'Disattiva i suoni',
  unmute: 'Attiva i suoni',
  notify: 'Avvisami delle risposte',
  downloadData: 'Scarica i miei dati',
  restore: 'Conversazioni precedenti',
  deleteData: 'Elimina i miei dati',
  deleteQuestion: 'Eliminare tutto ciò che ha scritto qui?',
  deleteDetail: (waiting) =>
    `Le sue conversazioni verranno eliminate da questo browser e dal nostro server${
      waiting === 0
        ? ''
        : `, insieme a ${counted(waiting, { one: '# messaggio mai inviato', other: '# messaggi mai inviati' })}`
    }. Non sarà possibile tornare indietro.`,
  deleteHere:
    'È offline, oppure non possiamo eliminare dal nostro server: solo questo browser dimenticherà le sue conversazioni. Ciò che ha inviato resta da noi.',
  deleteFailed: 'Il nostro server non ha risposto, quindi non è stato eliminato nulla. Riprovi.',
  deleteConfirm: 'Elimina',
  keep: 'Conserva',

  restoreWhy:
    'Ci ha scritto da un altro browser? Possiamo inviarle un link che porta qui le sue conversazioni.',
  restoreSend: 'Inviami un link',
  restoreAsked: (email) =>
    `Se abbiamo conversazioni di ${email}, un link è in arrivo. Vale una volta, per un’ora.`,
  restoreOpening: 'Recupero delle sue conversazioni…',
  restored: (count) =>
    count === 0
      ? 'Con questo link non c’è più nulla da recuperare.'
      : 'Le sue conversazioni sono qui.',
  restoreProblem: (problem) =>
    ({
      expired: 'Questo link è scaduto: vale per un’ora. Può chiederne un altro.',
      used: 'Questo link è già stato usato, e vale una volta sola. Può chiederne un altro.',
      invalid:
        'Questo link vale solo nel browser da cui è stato chiesto, e solo per intero. Può chiederne un altro qui.',
      too_many: 'Sono stati chiesti troppi link. Riprovi tra un’ora.',
      unreachable: 'Il nostro server non ha risposto. Riprovi.',
      unavailable: 'Qui non possiamo inviare link.',
    })[problem],
}
