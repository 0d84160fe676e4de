/** The widget that our server can stand in for, as its package starts it: with nothing else of it on. */
import posthog from 'posthog-js'

const { origin, token } = window.bench

posthog.init(token, {
  api_host: origin,
  // The parts that it fetches later are on the page's own origin.
  asset_host: location.origin,
  autocapture: false,
  capture_pageview: false,
  disable_session_recording: true,
  disable_surveys: true,
  opt_out_capturing_by_default: true,
})
