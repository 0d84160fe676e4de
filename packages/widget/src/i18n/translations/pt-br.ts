/** Português do Brasil. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('pt-BR')
const number = (value: number): string => value.toLocaleString('pt-BR')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
const messages = (count: number): string =>
  counted(count, { one: '# mensagem', other: '# mensagens' })
const unread = (count: number): string =>
  counted(count, { one: '# mensagem não lida', other: '# mensagens não lidas' })

export const strings: Strings = {
  openChat: 'Abrir o chat',
  closeChat: 'Fechar o chat',
  unread,
  comma: ', ',
  loadFailed: 'Não foi possível carregar o chat. Tentar de novo',

  dialog: (site) => (site === '' ? 'Chat' : `Chat com ${site}`),
  close: 'Fechar o chat',
  greeting: 'Olá. Como podemos ajudar você?',
  greetingDetail:
    'Pergunte o que quiser. Se a conexão cair, guardamos sua mensagem e a enviamos quando ela voltar.',
  chat: 'Chat',
  // No “da” or “do”, since a name does not tell which.
  personFrom: (person, site) => (site === '' ? person : `${person}, ${site}`),
  messages: 'Mensagens',
  suggestions: 'Perguntas sugeridas',
  placeholder: 'Escreva uma mensagem',
  send: 'Enviar',
  stop: 'Parar a resposta',
  counter: (length, limit) => `${number(length)} de ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `Não enviada: tem mais de ${number(limit)} caracteres.`,
      full: 'Não enviada: já há mensagens demais em espera. Seu texto continua aqui.',
      not_stored:
        'Não enviada: seu navegador não conseguiu guardar a mensagem. Seu texto continua aqui.',
    })[why],
  youSaid: 'Você escreveu:',
  today: 'Hoje',
  yesterday: 'Ontem',
  you: 'Você',
  assistant: 'Assistente',
  assistantTag: 'IA',
  team: 'Equipe',
  writing: (author) => `${author} está respondendo`,
  paused: 'O resto desta resposta chega quando a conexão voltar.',
  cutOff: 'Esta resposta foi interrompida.',
  task: (isDone) => (isDone ? 'Feito' : 'A fazer'),
  sources: 'Fontes',
  newMessages: 'Novas mensagens',
  loadingOlder: 'Carregando mensagens anteriores',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'Em espera, sem conexão',
        turn: 'Aguardando a vez',
        busy: 'Em espera, estamos com muita demanda',
        session: 'Aguardando conexão',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return 'Não enviada: esta conversa não existe mais'
      if (delivery.code === 'permission_denied') return 'Não enviada: esta conversa está encerrada'
      return delivery.code === 'quota_limit_exceeded'
        ? 'Não enviada: não podemos receber mais mensagens agora'
        : 'Não enviada'
    }
    if ('mayBeTwice' in delivery) return 'Enviada, pode ter chegado duas vezes'
    return { sending: 'Enviando', held: 'Enviada', sent: 'Enviada', read: 'Lida' }[delivery.state]
  },
  // No “às”, which would have to become “à” before one o'clock.
  nextTry: (time) => `, próxima tentativa: ${time}`,
  retry: 'Tentar de novo',
  edit: 'Editar',
  discard: 'Descartar',
  withdraw: 'Retirar',
  copy: 'Copiar',
  change: (kind) =>
    ({
      edit: 'Sendo alterada',
      withdraw: 'Sendo retirada',
      late: 'Enviada antes da sua alteração',
    })[kind],
  sendAsNew: 'Enviar como nova mensagem',
  editing: 'Você está editando uma mensagem.',
  cancel: 'Cancelar',
  save: 'Salvar',
  editTooLate: 'A mensagem foi enviada antes da sua alteração. Seu novo texto continua aqui.',
  back: (count) => (count === 0 ? 'Suas conversas' : `Suas conversas, ${unread(count)} em outras`),
  menu: 'Menu',
  offline: (waiting) =>
    waiting === 0
      ? 'Sem conexão. Pode escrever; enviaremos quando a conexão voltar.'
      : `Sem conexão. Enviaremos ${messages(waiting)} quando ela voltar.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'Conectando.'
      : `Conectando. ${counted(waiting, { one: '# mensagem será enviada', other: '# mensagens serão enviadas' })} em seguida.`,
  backOnline: 'A conexão voltou.',
  trouble: (trouble) =>
    ({
      token:
        'Este chat não está configurado corretamente, por isso não podemos receber mensagens aqui. Fale conosco por outro meio.',
      storage:
        'Seu navegador não nos permite guardar mensagens, por isso não podemos enviá-las com segurança. Permita os dados deste site ou use outro navegador.',
      outdated: 'Esta página é mais antiga que o chat em outra aba. Recarregue-a para continuar.',
      signed_out: 'Você saiu da sua conta. Recarregue a página para escrever de novo.',
      load: 'Não foi possível carregar uma parte do chat. Vamos tentar de novo.',
    })[trouble],
  said: (author, text) => `${author}: ${text}`,

  table: 'Tabela',
  copied: 'Copiado',
  showImage: (host) => `Mostrar a imagem de ${host}`,
  imageFailed: 'Não foi possível mostrar a imagem.',
  openImage: (host) => `Abrir em ${host}`,

  conversations: 'Suas conversas',
  newConversation: 'Nova conversa',
  noConversations: 'Nenhuma conversa ainda.',
  waitingHere: 'Ainda não enviada:',
  draft: 'Rascunho:',
  status: (status) =>
    ({
      new: 'Aberta',
      open: 'Aberta',
      pending: 'Aguardando você',
      on_hold: 'Em pausa',
      resolved: 'Encerrada',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'Antes de conversar',
  consentDetail:
    'Para guardar esta conversa, nós a salvamos neste navegador e no nosso servidor. Até agora nada foi salvo.',
  consentYes: 'Aceitar e conversar',
  consentNo: 'Agora não',

  helpful: 'Isso ajudou?',
  helpfulYes: 'Sim',
  helpfulNo: 'Não, falar com uma pessoa',
  helped: 'Que bom. Escreva quando quiser.',
  askPeople: 'Falar com uma pessoa',
  askedPeople: 'Avisamos a equipe. Você pode fechar o chat; a resposta estará aqui.',
  closed: 'Esta conversa está encerrada. Se você escrever de novo, ela reabre.',
  rate: 'Como foi esta conversa?',
  score: (score) =>
    ({ 1: 'Ruim', 2: 'Não muito boa', 3: 'Razoável', 4: 'Boa', 5: 'Muito boa' })[score],
  rateComment: 'O que devemos saber? (opcional)',
  rateSend: 'Enviar avaliação',
  rated: 'Agradecemos a sua avaliação.',

  here: 'Estamos aqui agora',
  typing: (who) => `${who} está escrevendo`,
  awayUntil: (when) => `Voltamos: ${when}`,
  away: 'No momento não estamos',

  detailsTitle: 'Onde podemos falar com você?',
  detailsWhy: 'Respondemos aqui e, se você já tiver saído, por e-mail.',
  email: 'Endereço de e-mail',
  emailWrong: 'Isso não parece um endereço de e-mail.',
  name: 'Nome (opcional)',
  detailsSend: 'Enviar mensagem',

  transcript: 'Baixar esta conversa',
  transcriptTitle: (site, date) =>
    site === '' ? `Conversa, ${date}` : `Conversa com ${site}, ${date}`,
  clearWaiting: (count) =>
    counted(count, {
      one: 'Retirar a mensagem em espera',
      other: 'Retirar # mensagens em espera',
    }),
  mute: 'Desativar sons',
  unmute: 'Ativar sons',
  notify: 'Avisar quando responderem',
  downloadData: 'Baixar meus dados',
  restore: 'Conversas anteriores',
  deleteData: 'Excluir meus dados',
  deleteQuestion: 'Excluir tudo o que você escreveu aqui?',
  deleteDetail: (waiting) =>
    `Suas conversas serão excluídas deste navegador e do nosso servidor${
      waiting === 0
        ? ''
        : `, junto com ${counted(waiting, {
            one: '# mensagem que nunca foi enviada',
            other: '# mensagens que nunca foram enviadas',
          })}`
    }. Isso não pode ser desfeito.`,
  deleteHere:
    'Você está sem conexão, ou não podemos apagar no nosso servidor: só este navegador esquecerá suas conversas. O que você enviou continua conosco.',
  deleteFailed: 'Nosso servidor não respondeu, por isso nada foi apagado. Tente de novo.',
  deleteConfirm: 'Excluir',
  keep: 'Manter',

  restoreWhy:
    'Você já nos escreveu de outro navegador? Podemos enviar um link que traz suas conversas para cá.',
  restoreSend: 'Enviar um link para mim',
  restoreAsked: (email) =>
    `Se tivermos conversas de ${email}, um link está a caminho. Ele vale uma vez, por uma hora.`,
  restoreOpening: 'Buscando suas conversas…',
  restored: (count) =>
    count === 0 ? 'Não há mais nada para buscar com este link.' : 'Suas conversas estão aqui.',
  restoreProblem: (problem) =>
    ({
      expired: 'Este link expirou: ele vale por uma hora. Você pode pedir outro.',
      used: 'Este link já foi usado, e vale uma só vez. Você pode pedir outro.',
      invalid:
        'Este link só vale no navegador em que foi pedido, e só inteiro. Você pode pedir outro aqui.',
      too_many: 'Foram pedidos links demais. Tente de novo em uma hora.',
      unreachable: 'Nosso servidor não respondeu. Tente de novo.',
      unavailable: 'Não podemos enviar links aqui.',
    })[problem],
}
