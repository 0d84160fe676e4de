/** Français. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('fr')
const number = (value: number): string => value.toLocaleString('fr')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
const messages = (count: number): string =>
  counted(count, { one: '# message', other: '# messages' })
const unread = (count: number): string =>
  counted(count, { one: '# message non lu', other: '# messages non lus' })

export const strings: Strings = {
  openChat: 'Ouvrir le chat',
  closeChat: 'Fermer le chat',
  unread,
  comma: ', ',
  loadFailed: 'Le chat n’a pas pu être chargé. Réessayer',

  dialog: (site) => (site === '' ? 'Chat' : `Chat avec ${site}`),
  close: 'Fermer le chat',
  greeting: 'Bonjour. Comment pouvons-nous vous aider\u00a0?',
  greetingDetail:
    'Posez toutes vos questions. Si la connexion est coupée, nous gardons votre message et l’envoyons dès son retour.',
  chat: 'Chat',
  // No « de », which would have to become « d’ » before some names.
  personFrom: (person, site) => (site === '' ? person : `${person}, ${site}`),
  messages: 'Messages',
  suggestions: 'Questions suggérées',
  placeholder: 'Écrivez un message',
  send: 'Envoyer',
  stop: 'Arrêter la réponse',
  counter: (length, limit) => `${number(length)} sur ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `Non envoyé\u00a0: plus de ${number(limit)} caractères.`,
      full: 'Non envoyé\u00a0: trop de messages sont déjà en attente. Votre texte est toujours ici.',
      not_stored:
        'Non envoyé\u00a0: votre navigateur n’a pas pu conserver le message. Votre texte est toujours ici.',
    })[why],
  youSaid: 'Vous avez écrit\u00a0:',
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  you: 'Vous',
  assistant: 'Assistant',
  assistantTag: 'IA',
  team: 'Équipe',
  writing: (author) => `${author} est en train de répondre`,
  paused: 'La suite de cette réponse arrivera quand la connexion sera rétablie.',
  cutOff: 'Cette réponse a été interrompue.',
  task: (isDone) => (isDone ? 'Fait' : 'À faire'),
  sources: 'Sources',
  newMessages: 'Nouveaux messages',
  loadingOlder: 'Chargement des messages précédents',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'En attente, pas de connexion',
        turn: 'En attente de son tour',
        busy: 'En attente, nous sommes très sollicités',
        session: 'En attente de connexion',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') {
        return 'Non envoyé\u00a0: cette conversation n’existe plus'
      }
      if (delivery.code === 'permission_denied') {
        return 'Non envoyé\u00a0: cette conversation est fermée'
      }
      return delivery.code === 'quota_limit_exceeded'
        ? 'Non envoyé\u00a0: nous ne pouvons plus recevoir de messages pour le moment'
        : 'Non envoyé'
    }
    if ('mayBeTwice' in delivery) return 'Envoyé, peut-être reçu deux fois'
    return { sending: 'Envoi en cours', held: 'Envoyé', sent: 'Envoyé', read: 'Lu' }[delivery.state]
  },
  nextTry: (time) => `, prochain essai à ${time}`,
  retry: 'Réessayer',
  edit: 'Modifier',
  discard: 'Supprimer',
  withdraw: 'Retirer',
  copy: 'Copier',
  change: (kind) =>
    ({
      edit: 'Modification en cours',
      withdraw: 'Retrait en cours',
      late: 'Envoyé avant votre modification',
    })[kind],
  sendAsNew: 'Envoyer comme nouveau message',
  editing: 'Vous modifiez un message.',
  cancel: 'Annuler',
  save: 'Enregistrer',
  editTooLate:
    'Le message est parti avant votre modification. Votre nouveau texte est toujours ici.',
  back: (count) =>
    count === 0 ? 'Vos conversations' : `Vos conversations, ${unread(count)} dans les autres`,
  menu: 'Menu',
  offline: (waiting) =>
    waiting === 0
      ? 'Pas de connexion. Vous pouvez écrire\u00a0; nous enverrons votre message dès qu’elle sera rétablie.'
      : `Pas de connexion. Nous enverrons ${messages(waiting)} dès qu’elle sera rétablie.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'Connexion en cours.'
      : `Connexion en cours. ${counted(waiting, { one: '# message suivra', other: '# messages suivront' })}.`,
  backOnline: 'La connexion est rétablie.',
  trouble: (trouble) =>
    ({
      token:
        'Ce chat n’est pas configuré correctement, nous ne pouvons donc pas recevoir de messages ici. Contactez-nous par un autre moyen.',
      storage:
        'Votre navigateur ne nous permet pas de conserver les messages, nous ne pouvons donc pas les envoyer de façon sûre. Autorisez les données de ce site ou utilisez un autre navigateur.',
      outdated:
        'Cette page est plus ancienne que le chat ouvert dans un autre onglet. Rechargez-la pour continuer.',
      signed_out: 'Votre session est terminée. Rechargez la page pour écrire à nouveau.',
      load: 'Une partie du chat n’a pas pu être chargée. Nous allons réessayer.',
    })[trouble],
  said: (author, text) => `${author}\u00a0: ${text}`,

  table: 'Tableau',
  copied: 'Copié',
  showImage: (host) => `Afficher l’image de ${host}`,
  imageFailed: 'L’image n’a pas pu être affichée.',
  openImage: (host) => `L’ouvrir sur ${host}`,

  conversations: 'Vos conversations',
  newConversation: 'Nouvelle conversation',
  noConversations: 'Pas encore de conversation.',
  waitingHere: 'Pas encore envoyé\u00a0:',
  draft: 'Brouillon\u00a0:',
  status: (status) =>
    ({
      new: 'Ouverte',
      open: 'Ouverte',
      pending: 'En attente de votre réponse',
      on_hold: 'En pause',
      resolved: 'Fermée',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'Avant de discuter',
  consentDetail:
    'Pour garder cette conversation, nous l’enregistrons dans ce navigateur et sur notre serveur. Rien n’a encore été enregistré.',
  consentYes: 'Accepter et discuter',
  consentNo: 'Pas maintenant',

  helpful: 'Cette réponse vous a-t-elle été utile\u00a0?',
  helpfulYes: 'Oui',
  helpfulNo: 'Non, parler à quelqu’un',
  helped: 'Tant mieux. Écrivez-nous quand vous voulez.',
  askPeople: 'Parler à quelqu’un',
  askedPeople:
    'Nous avons prévenu l’équipe. Vous pouvez fermer le chat\u00a0; la réponse sera ici.',
  closed: 'Cette conversation est fermée. Écrivez à nouveau pour la rouvrir.',
  rate: 'Comment s’est passée cette conversation\u00a0?',
  score: (score) => ({ 1: 'Mal', 2: 'Pas bien', 3: 'Correct', 4: 'Bien', 5: 'Très bien' })[score],
  rateComment: 'Que devrions-nous savoir\u00a0? (facultatif)',
  rateSend: 'Envoyer l’avis',
  rated: 'Merci pour votre avis.',

  here: 'Nous sommes là en ce moment',
  typing: (who) => `${who} est en train d’écrire`,
  awayUntil: (when) => `Nous serons de retour\u00a0: ${when}`,
  away: 'Nous sommes absents pour le moment',

  detailsTitle: 'Où pouvons-nous vous joindre\u00a0?',
  detailsWhy: 'Nous répondons ici, et par e-mail si vous avez quitté la page.',
  email: 'Adresse e-mail',
  emailWrong: 'Cela ne ressemble pas à une adresse e-mail.',
  name: 'Nom (facultatif)',
  detailsSend: 'Envoyer le message',

  transcript: 'Télécharger cette conversation',
  transcriptTitle: (site, date) =>
    site === '' ? `Conversation, ${date}` : `Conversation avec ${site}, ${date}`,
  clearWaiting: (count) =>
    counted(count, {
      one: 'Retirer le message en attente',
      other: 'Retirer # messages en attente',
    }),
  mute: 'Couper les sons',
  unmute: 'Activer les sons',
  notify: 'Me prévenir des réponses',
  downloadData: 'Télécharger mes données',
  restore: 'Conversations précédentes',
  deleteData: 'Supprimer mes données',
  deleteQuestion: 'Supprimer tout ce que vous avez écrit ici\u00a0?',
  deleteDetail: (waiting) =>
    `Vos conversations seront supprimées de ce navigateur et de notre serveur${
      waiting === 0
        ? ''
        : `, avec ${counted(waiting, { one: '# message jamais envoyé', other: '# messages jamais envoyés' })}`
    }. Il ne sera pas possible de revenir en arrière.`,
  deleteHere:
    'Vous êtes hors ligne, ou la suppression sur notre serveur n’est pas possible : seul ce navigateur oubliera vos conversations. Ce que vous avez envoyé reste chez nous.',
  deleteFailed: 'Notre serveur n’a pas répondu : rien n’a été supprimé. Veuillez réessayer.',
  deleteConfirm: 'Supprimer',
  keep: 'Conserver',

  restoreWhy:
    'Vous nous avez écrit depuis un autre navigateur ? Nous pouvons vous envoyer un lien qui ramène vos conversations ici.',
  restoreSend: 'M’envoyer un lien',
  restoreAsked: (email) =>
    `Si nous avons des conversations de ${email}, un lien est en route. Il sert une fois, pendant une heure.`,
  restoreOpening: 'Récupération de vos conversations…',
  restored: (count) =>
    count === 0 ? 'Il n’y a plus rien à récupérer avec ce lien.' : 'Vos conversations sont là.',
  restoreProblem: (problem) =>
    ({
      expired: 'Ce lien a expiré : il sert pendant une heure. Vous pouvez en demander un autre.',
      used: 'Ce lien a déjà été utilisé, et ne sert qu’une fois. Vous pouvez en demander un autre.',
      invalid:
        'Ce lien ne sert que dans le navigateur qui l’a demandé, et seulement en entier. Vous pouvez en demander un autre ici.',
      too_many: 'Trop de liens ont été demandés. Veuillez réessayer dans une heure.',
      unreachable: 'Notre serveur n’a pas répondu. Veuillez réessayer.',
      unavailable: 'Nous ne pouvons pas envoyer de liens ici.',
    })[problem],
}
