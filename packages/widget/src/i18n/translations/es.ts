/** Español. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('es')
const number = (value: number): string => value.toLocaleString('es')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
const messages = (count: number): string =>
  counted(count, { one: '# mensaje', other: '# mensajes' })
const unread = (count: number): string =>
  counted(count, { one: '# mensaje sin leer', other: '# mensajes sin leer' })

export const strings: Strings = {
  openChat: 'Abrir el chat',
  closeChat: 'Cerrar el chat',
  unread,
  comma: ', ',
  loadFailed: 'No se pudo cargar el chat. Intentar de nuevo',

  dialog: (site) => (site === '' ? 'Chat' : `Chat con ${site}`),
  close: 'Cerrar el chat',
  greeting: 'Hola. ¿En qué podemos ayudarle?',
  greetingDetail:
    'Pregunte lo que quiera. Si se corta la conexión, guardamos su mensaje y lo enviamos cuando vuelva.',
  chat: 'Chat',
  personFrom: (person, site) => (site === '' ? person : `${person} de ${site}`),
  messages: 'Mensajes',
  suggestions: 'Preguntas sugeridas',
  placeholder: 'Escriba un mensaje',
  send: 'Enviar',
  stop: 'Detener la respuesta',
  counter: (length, limit) => `${number(length)} de ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `No enviado: tiene más de ${number(limit)} caracteres.`,
      full: 'No enviado: ya hay demasiados mensajes en espera. Su texto sigue aquí.',
      not_stored: 'No enviado: su navegador no pudo guardar el mensaje. Su texto sigue aquí.',
    })[why],
  youSaid: 'Usted escribió:',
  today: 'Hoy',
  yesterday: 'Ayer',
  you: 'Usted',
  assistant: 'Asistente',
  assistantTag: 'IA',
  team: 'Equipo',
  writing: (author) => `${author} está respondiendo`,
  paused: 'El resto de esta respuesta llegará cuando vuelva la conexión.',
  cutOff: 'Esta respuesta se interrumpió.',
  task: (isDone) => (isDone ? 'Hecho' : 'Por hacer'),
  sources: 'Fuentes',
  newMessages: 'Mensajes nuevos',
  loadingOlder: 'Cargando mensajes anteriores',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'En espera, sin conexión',
        turn: 'En espera de su turno',
        busy: 'En espera, estamos muy ocupados',
        session: 'En espera de conexión',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return 'No enviado: esta conversación ya no existe'
      if (delivery.code === 'permission_denied') {
        return 'No enviado: esta conversación está cerrada'
      }
      return delivery.code === 'quota_limit_exceeded'
        ? 'No enviado: ahora no podemos recibir más mensajes'
        : 'No enviado'
    }
    if ('mayBeTwice' in delivery) return 'Enviado, puede haber llegado dos veces'
    return { sending: 'Enviando', held: 'Enviado', sent: 'Enviado', read: 'Leído' }[delivery.state]
  },
  // No «a las», which would have to become «a la» before one o'clock.
  nextTry: (time) => `, próximo intento: ${time}`,
  retry: 'Reintentar',
  edit: 'Editar',
  discard: 'Descartar',
  withdraw: 'Retirar',
  copy: 'Copiar',
  change: (kind) =>
    ({
      edit: 'Se está cambiando',
      withdraw: 'Se está retirando',
      late: 'Enviado antes de su cambio',
    })[kind],
  sendAsNew: 'Enviar como mensaje nuevo',
  editing: 'Está editando un mensaje.',
  cancel: 'Cancelar',
  save: 'Guardar',
  editTooLate: 'El mensaje se envió antes de su cambio. Su texto nuevo sigue aquí.',
  back: (count) =>
    count === 0 ? 'Sus conversaciones' : `Sus conversaciones, ${unread(count)} en otras`,
  menu: 'Menú',
  offline: (waiting) =>
    waiting === 0
      ? 'No hay conexión. Puede escribir; lo enviaremos cuando vuelva la conexión.'
      : `No hay conexión. Enviaremos ${messages(waiting)} cuando vuelva.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'Conectando.'
      : `Conectando. Después ${counted(waiting, { one: 'se enviará # mensaje', other: 'se enviarán # mensajes' })}.`,
  backOnline: 'La conexión ha vuelto.',
  trouble: (trouble) =>
    ({
      token:
        'Este chat no está bien configurado, por eso no podemos recibir mensajes aquí. Póngase en contacto con nosotros por otra vía.',
      storage:
        'Su navegador no nos permite guardar mensajes, por eso no podemos enviarlos de forma segura. Permita los datos de este sitio o use otro navegador.',
      outdated:
        'Esta página es más antigua que el chat de otra pestaña. Vuelva a cargarla para continuar.',
      signed_out: 'Ha cerrado la sesión. Vuelva a cargar la página para escribir de nuevo.',
      load: 'No se pudo cargar una parte del chat. Lo intentaremos de nuevo.',
    })[trouble],
  said: (author, text) => `${author}: ${text}`,

  table: 'Tabla',
  copied: 'Copiado',
  showImage: (host) => `Mostrar la imagen de ${host}`,
  imageFailed: 'No se pudo mostrar la imagen.',
  openImage: (host) => `Abrirla en ${host}`,

  conversations: 'Sus conversaciones',
  newConversation: 'Nueva conversación',
  noConversations: 'Todavía no hay conversaciones.',
  waitingHere: 'Aún sin enviar:',
  draft: 'Borrador:',
  status: (status) =>
    ({
      new: 'Abierta',
      open: 'Abierta',
      pending: 'Espera su respuesta',
      on_hold: 'En pausa',
      resolved: 'Cerrada',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'Antes de hablar',
  consentDetail:
    'Para conservar esta conversación, la guardamos en este navegador y en nuestro servidor. Hasta ahora no se ha guardado nada.',
  consentYes: 'Aceptar y escribir',
  consentNo: 'Ahora no',

  helpful: '¿Le ha resultado útil?',
  helpfulYes: 'Sí',
  helpfulNo: 'No, preguntar a una persona',
  helped: 'Nos alegra. Escríbanos cuando quiera.',
  askPeople: 'Hablar con una persona',
  askedPeople: 'Hemos avisado al equipo. Puede cerrar el chat; la respuesta estará aquí.',
  closed: 'Esta conversación está cerrada. Si escribe de nuevo, se vuelve a abrir.',
  rate: '¿Qué le ha parecido esta conversación?',
  score: (score) =>
    ({ 1: 'Mala', 2: 'No muy buena', 3: 'Aceptable', 4: 'Buena', 5: 'Muy buena' })[score],
  rateComment: '¿Qué deberíamos saber? (opcional)',
  rateSend: 'Enviar valoración',
  rated: 'Gracias por su valoración.',

  here: 'Estamos aquí ahora',
  typing: (who) => `${who} está escribiendo`,
  awayUntil: (when) => `Volvemos: ${when}`,
  away: 'En este momento no estamos',

  detailsTitle: '¿Dónde podemos contactar con usted?',
  detailsWhy: 'Respondemos aquí y, si ya se ha ido, por correo.',
  email: 'Correo electrónico',
  emailWrong: 'No parece una dirección de correo.',
  name: 'Nombre (opcional)',
  detailsSend: 'Enviar mensaje',

  transcript: 'Descargar esta conversación',
  transcriptTitle: (site, date) =>
    site === '' ? `Conversación, ${date}` : `Conversación con ${site}, ${date}`,
  clearWaiting: (count) =>
    counted(count, {
      one: 'Retirar el mensaje en espera',
      other: 'Retirar # mensajes en espera',
    }),
  mute: 'Desactivar sonidos',
  unmute: 'Activar sonidos',
  notify: 'Avisarme de las respuestas',
  downloadData: 'Descargar mis datos',
  restore: 'Conversaciones anteriores',
  deleteData: 'Eliminar mis datos',
  deleteQuestion: '¿Eliminar todo lo que ha escrito aquí?',
  deleteDetail: (waiting) =>
    `Sus conversaciones se eliminarán de este navegador y de nuestro servidor${
      waiting === 0
        ? ''
        : `, junto con ${counted(waiting, {
            one: '# mensaje que no llegó a enviarse',
            other: '# mensajes que no llegaron a enviarse',
          })}`
    }. Esto no se puede deshacer.`,
  deleteHere:
    'No tiene conexión, o no podemos borrar en nuestro servidor: solo este navegador olvidará sus conversaciones. Lo que ha enviado se queda con nosotros.',
  deleteFailed:
    'Nuestro servidor no ha respondido, así que no se ha borrado nada. Inténtelo de nuevo.',
  deleteConfirm: 'Eliminar',
  keep: 'Conservar',

  restoreWhy:
    '¿Nos escribió desde otro navegador? Podemos enviarle un enlace que trae aquí sus conversaciones.',
  restoreSend: 'Enviarme un enlace',
  restoreAsked: (email) =>
    `Si tenemos conversaciones de ${email}, hay un enlace en camino. Sirve una vez, durante una hora.`,
  restoreOpening: 'Recuperando sus conversaciones…',
  restored: (count) =>
    count === 0
      ? 'Con este enlace ya no queda nada que recuperar.'
      : 'Sus conversaciones ya están aquí.',
  restoreProblem: (problem) =>
    ({
      expired: 'Este enlace ha caducado: sirve durante una hora. Puede pedir otro.',
      used: 'Este enlace ya se usó, y sirve una sola vez. Puede pedir otro.',
      invalid:
        'Este enlace solo sirve en el navegador desde el que se pidió, y solo completo. Puede pedir otro aquí.',
      too_many: 'Se han pedido demasiados enlaces. Inténtelo de nuevo dentro de una hora.',
      unreachable: 'Nuestro servidor no ha respondido. Inténtelo de nuevo.',
      unavailable: 'Aquí no podemos enviar enlaces.',
    })[problem],
}
