/** Polski. */
import type { Forms, Strings } from '../strings.ts'

const rules = new Intl.PluralRules('pl')
const number = (value: number): string => value.toLocaleString('pl')
const counted = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', number(count))
const unread = (count: number): string =>
  counted(count, {
    one: '# nieprzeczytana wiadomość',
    few: '# nieprzeczytane wiadomości',
    many: '# nieprzeczytanych wiadomości',
    other: '# nieprzeczytanej wiadomości',
  })

// A name stands after a colon, where it need not be declined; and nothing tells the visitor's
// gender, so no verb in the past has the visitor as its subject.
export const strings: Strings = {
  openChat: 'Otwórz czat',
  closeChat: 'Zamknij czat',
  unread,
  comma: ', ',
  loadFailed: 'Nie udało się wczytać czatu. Spróbuj ponownie',

  dialog: (site) => (site === '' ? 'Czat' : `Czat: ${site}`),
  close: 'Zamknij czat',
  greeting: 'Dzień dobry. W czym możemy pomóc?',
  greetingDetail:
    'Możesz zapytać o wszystko. Jeśli stracisz połączenie, zachowamy Twoją wiadomość i wyślemy ją, gdy wrócisz do sieci.',
  chat: 'Czat',
  personFrom: (person, site) => (site === '' ? person : `${person}, ${site}`),
  messages: 'Wiadomości',
  suggestions: 'Proponowane pytania',
  placeholder: 'Napisz wiadomość',
  send: 'Wyślij',
  stop: 'Zatrzymaj odpowiedź',
  counter: (length, limit) => `${number(length)} z ${number(limit)}`,
  refusal: (why, limit) =>
    ({
      too_long: `Nie wysłano: tekst ma ponad ${number(limit)} znaków.`,
      full: 'Nie wysłano: zbyt wiele wiadomości już czeka. Twój tekst nadal tu jest.',
      not_stored:
        'Nie wysłano: Twoja przeglądarka nie mogła zachować wiadomości. Twój tekst nadal tu jest.',
    })[why],
  youSaid: 'Twoja wiadomość:',
  today: 'Dzisiaj',
  yesterday: 'Wczoraj',
  you: 'Ty',
  assistant: 'Asystent',
  assistantTag: 'AI',
  team: 'Zespół',
  writing: (author) => `${author} odpowiada`,
  paused: 'Reszta tej odpowiedzi nadejdzie, gdy wróci połączenie.',
  cutOff: 'Ta odpowiedź została przerwana.',
  task: (isDone) => (isDone ? 'Zrobione' : 'Do zrobienia'),
  sources: 'Źródła',
  newMessages: 'Nowe wiadomości',
  loadingOlder: 'Wczytujemy wcześniejsze wiadomości',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') {
      return {
        offline: 'Czeka, brak połączenia',
        turn: 'Czeka na swoją kolej',
        busy: 'Czeka, mamy teraz duży ruch',
        session: 'Czeka na połączenie',
      }[delivery.why]
    }
    if (delivery.state === 'failed') {
      if (delivery.code === 'not_found') return 'Nie wysłano: ta rozmowa już nie istnieje'
      if (delivery.code === 'permission_denied') return 'Nie wysłano: ta rozmowa jest zamknięta'
      return delivery.code === 'quota_limit_exceeded'
        ? 'Nie wysłano: nie możemy teraz przyjąć więcej wiadomości'
        : 'Nie wysłano'
    }
    if ('mayBeTwice' in delivery) return 'Wysłano, mogło dotrzeć dwa razy'
    return { sending: 'Wysyłanie', held: 'Wysłano', sent: 'Wysłano', read: 'Przeczytano' }[
      delivery.state
    ]
  },
  nextTry: (time) => `, kolejna próba o ${time}`,
  retry: 'Spróbuj ponownie',
  edit: 'Edytuj',
  discard: 'Odrzuć',
  withdraw: 'Wycofaj',
  copy: 'Kopiuj',
  change: (kind) =>
    ({
      edit: 'W trakcie zmiany',
      withdraw: 'W trakcie wycofywania',
      late: 'Wysłano przed Twoją zmianą',
    })[kind],
  sendAsNew: 'Wyślij jako nową wiadomość',
  editing: 'Edytujesz wiadomość.',
  cancel: 'Anuluj',
  save: 'Zapisz',
  editTooLate: 'Wiadomość wysłano przed Twoją zmianą. Twój nowy tekst nadal tu jest.',
  back: (count) => (count === 0 ? 'Twoje rozmowy' : `Twoje rozmowy, ${unread(count)} w innych`),
  menu: 'Menu',
  offline: (waiting) =>
    waiting === 0
      ? 'Brak połączenia. Możesz pisać; wyślemy wiadomość, gdy wróci połączenie.'
      : `Brak połączenia. Wyślemy ${counted(waiting, { one: '# wiadomość', other: '# wiadomości' })}, gdy wróci połączenie.`,
  connecting: (waiting) =>
    waiting === 0
      ? 'Trwa łączenie.'
      : `Trwa łączenie. Potem ${counted(waiting, {
          one: 'wyślemy # wiadomość',
          other: 'wyślemy # wiadomości',
        })}.`,
  backOnline: 'Połączenie wróciło.',
  trouble: (trouble) =>
    ({
      token:
        'Ten czat nie jest poprawnie skonfigurowany, dlatego nie możemy tu odbierać wiadomości. Prosimy o kontakt w inny sposób.',
      storage:
        'Twoja przeglądarka nie pozwala nam zachowywać wiadomości, dlatego nie możemy ich bezpiecznie wysyłać. Proszę zezwolić na dane tej witryny albo użyć innej przeglądarki.',
      outdated: 'Ta strona jest starsza niż czat w innej karcie. Odśwież ją, aby pisać dalej.',
      signed_out: 'Nastąpiło wylogowanie. Aby znów pisać, proszę odświeżyć stronę.',
      load: 'Nie udało się wczytać części czatu. Spróbujemy ponownie.',
    })[trouble],
  said: (author, text) => `${author}: ${text}`,

  table: 'Tabela',
  copied: 'Skopiowano',
  showImage: (host) => `Pokaż obraz z ${host}`,
  imageFailed: 'Nie udało się pokazać obrazu.',
  openImage: (host) => `Otwórz na ${host}`,

  conversations: 'Twoje rozmowy',
  newConversation: 'Nowa rozmowa',
  noConversations: 'Nie ma jeszcze rozmów.',
  waitingHere: 'Jeszcze nie wysłano:',
  draft: 'Wersja robocza:',
  status: (status) =>
    ({
      new: 'Otwarta',
      open: 'Otwarta',
      pending: 'Czeka na Ciebie',
      on_hold: 'Wstrzymana',
      resolved: 'Zamknięta',
    })[status],
  unreadMessages: unread,

  consentQuestion: 'Zanim zaczniemy',
  consentDetail:
    'Aby zachować tę rozmowę, zapisujemy ją w tej przeglądarce i na naszym serwerze. Do tej pory nic nie zapisano.',
  consentYes: 'Zgadzam się, piszmy',
  consentNo: 'Nie teraz',

  helpful: 'Czy to było pomocne?',
  helpfulYes: 'Tak',
  helpfulNo: 'Nie, wolę rozmowę z człowiekiem',
  helped: 'Cieszymy się. Napisz, kiedy zechcesz.',
  askPeople: 'Porozmawiaj z człowiekiem',
  askedPeople: 'Powiadomiliśmy zespół. Możesz zamknąć czat; odpowiedź pojawi się tutaj.',
  closed: 'Ta rozmowa jest zamknięta. Napisz ponownie, aby ją otworzyć.',
  rate: 'Jaka była ta rozmowa?',
  score: (score) =>
    ({ 1: 'Zła', 2: 'Niezbyt dobra', 3: 'W porządku', 4: 'Dobra', 5: 'Bardzo dobra' })[score],
  rateComment: 'Co powinniśmy wiedzieć? (opcjonalnie)',
  rateSend: 'Wyślij ocenę',
  rated: 'Dziękujemy za ocenę.',

  here: 'Jesteśmy tu teraz',
  typing: (who) => `${who} pisze`,
  awayUntil: (when) => `Wracamy: ${when}`,
  away: 'Teraz nas nie ma',

  detailsTitle: 'Gdzie możemy się z Tobą skontaktować?',
  detailsWhy: 'Odpowiadamy tutaj, a jeśli Cię już tu nie ma, e-mailem.',
  email: 'Adres e-mail',
  emailWrong: 'To nie wygląda na adres e-mail.',
  name: 'Imię (opcjonalnie)',
  detailsSend: 'Wyślij wiadomość',

  transcript: 'Pobierz tę rozmowę',
  transcriptTitle: (site, date) => (site === '' ? `Rozmowa, ${date}` : `Rozmowa: ${site}, ${date}`),
  clearWaiting: (count) =>
    counted(count, {
      one: 'Wycofaj oczekującą wiadomość',
      few: 'Wycofaj # oczekujące wiadomości',
      many: 'Wycofaj # oczekujących wiadomości',
      other: 'Wycofaj # oczekującej wiadomości',
    }),
  mute: 'Wyłącz dźwięki',
  unmute: 'Włącz dźwięki',
  notify: 'Powiadamiaj o odpowiedziach',
  downloadData: 'Pobierz moje dane',
  restore: 'Wcześniejsze rozmowy',
  deleteData: 'Usuń moje dane',
  deleteQuestion: 'Usunąć wszystkie Twoje rozmowy?',
  deleteDetail: (waiting) =>
    `Twoje rozmowy zostaną usunięte z tej przeglądarki i z naszego serwera${
      waiting === 0
        ? ''
        : `, razem z ${counted(waiting, {
            one: '# wiadomością, której nigdy nie wysłano',
            few: '# wiadomościami, których nigdy nie wysłano',
            many: '# wiadomościami, których nigdy nie wysłano',
            other: '# wiadomości, której nigdy nie wysłano',
          })}`
    }. Tego nie można cofnąć.`,
  deleteHere:
    'Brak połączenia albo nasz serwer nie pozwala usuwać: tylko ta przeglądarka zapomni Twoje rozmowy. To, co wysłano, zostaje u nas.',
  deleteFailed:
    'Nasz serwer nie odpowiedział, więc niczego nie usunięto. Prosimy spróbować ponownie.',
  deleteConfirm: 'Usuń',
  keep: 'Zachowaj',

  restoreWhy:
    'Piszesz z innej przeglądarki niż wcześniej? Możemy wysłać Ci link, który przeniesie tu Twoje rozmowy.',
  restoreSend: 'Wyślij mi link',
  restoreAsked: (email) =>
    `Jeśli mamy rozmowy dla adresu ${email}, link jest w drodze. Działa raz, przez godzinę.`,
  restoreOpening: 'Pobieramy Twoje rozmowy…',
  restored: (count) =>
    count === 0 ? 'Ten link nie ma już czego przenieść.' : 'Twoje rozmowy są już tutaj.',
  restoreProblem: (problem) =>
    ({
      expired: 'Ten link wygasł: działa przez godzinę. Możesz poprosić o nowy.',
      used: 'Ten link został już użyty, a działa tylko raz. Możesz poprosić o nowy.',
      invalid:
        'Ten link działa tylko w przeglądarce, w której o niego poproszono, i tylko w całości. Możesz tu poprosić o nowy.',
      too_many: 'Poproszono o zbyt wiele linków. Spróbuj ponownie za godzinę.',
      unreachable: 'Nasz serwer nie odpowiedział. Spróbuj ponownie.',
      unavailable: 'Nie możemy tu wysyłać linków.',
    })[problem],
}
