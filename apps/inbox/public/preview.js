/**
 * The page of the preview, in a frame of the inbox that has no origin: the widget as visitors get it, with
 * what stands in the form in place of what is saved. A classic script, since without an origin no module
 * of the inbox may be imported.
 */
;(() => {
  const site = new URLSearchParams(location.search).get('site') ?? ''
  const address = new URL(`/porchlight.js?site=${encodeURIComponent(site)}`, location.href).href
  // As the snippet does it: by this the script knows where it comes from.
  const stub = Object.assign(() => {}, { q: [], u: address })
  window.porchlight = stub

  // There are none. Asked without an origin, Chromium 156 also rejects a promise that nobody has.
  Object.defineProperty(indexedDB, 'databases', { value: async () => [] })

  // Without an origin nothing is stored, and the policy of this page lets nothing be sent. The widget says
  // so as a trouble; here it is none.
  const preview = {
    strings: { trouble: () => 'This is a preview. Nothing is stored or sent.' },
    theme: {
      danger: 'var(--pl-muted)',
      'danger-surface': 'var(--pl-sunken)',
    },
  }
  let wanted = {}

  function show() {
    if (window.porchlight === stub) return
    document.documentElement.style.colorScheme =
      wanted.colorScheme === 'auto' ? 'light dark' : (wanted.colorScheme ?? '')
    window.porchlight.update({ ...preview, ...wanted })
  }

  addEventListener('message', ({ source, data }) => {
    if (source !== parent) return
    wanted = data
    show()
  })

  import(address).then(() => {
    show()
    window.porchlight.open()
  })
})()
