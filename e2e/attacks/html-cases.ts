/** Markup where text is expected. All of it is shown as it was typed. */
import type { MessageCase } from './message-case.ts'

export const HTML_CASES: readonly MessageCase[] = [
  { title: '[RH-001] a script element', content: `Hi <script>trap('script')</script> there` },
  {
    title: 'a script inside the name of a script',
    content: `<scr<script>ipt>trap('twice')</scr</script>ipt>`,
  },
  { title: '[RH-003] slashes for spaces', content: `<img/src="none"/onerror=trap('slashes')>` },
  {
    title: 'a handler behind a line break and a tab',
    content: `<svg\n\tonload\n=\ntrap('lines') >`,
  },
  {
    title: '[RH-004] an attribute that was cut off',
    content: `Look at <img src=none onerror="trap('cut')`,
  },
  {
    title: 'media that starts by itself',
    content: `<video autoplay onloadstart=trap('media') src=x>`,
  },
  {
    title: '[RH-005] an open detail',
    content: `<details open ontoggle="trap('toggle')">More</details>`,
  },
  {
    title: '[RH-006] a field that wants the focus',
    content: `<select autofocus onfocus=trap('focus')></select>`,
  },
  {
    title: 'an animation that ends',
    content: `<style>@keyframes x{}</style><b style="animation:x 1ms" onanimationend=trap('animation')>b</b>`,
  },
  {
    title: '[RH-007] a frame with a document',
    content: `<iframe srcdoc="<script>parent.trap('srcdoc')</script>">`,
  },
  {
    title: 'a frame with a script address',
    content: `<iframe src="javascript:parent.trap('frame')">`,
  },
  {
    title: '[RH-009] plug-ins with data addresses',
    content: `<object data="data:text/html,<script>parent.trap('object')</script>"></object> <embed src="data:image/svg+xml,<svg onload='parent.trap(1)'/>">`,
  },
  {
    title: '[RH-010] a form that runs or sends',
    content: `<form action="javascript:trap('action')"><button formaction="javascript:trap('button')">Go on</button></form>`,
  },
  {
    title: '[RH-011] a refresh',
    content: `<meta http-equiv="refresh" content="0;url={sink}/refresh"> <meta http-equiv=refresh content="0;url=javascript:trap('refresh')">`,
  },
  { title: 'another base for addresses', content: `<base href="{sink}/"><a href="x">x</a>` },
  { title: '[RH-013] a style sheet', content: `<link rel="stylesheet" href="{sink}/sheet.css">` },
  { title: 'an imported style sheet', content: `<style>@import "{sink}/import.css";</style>` },
  {
    title: '[RH-015] a curtain over the page',
    content: `<p style="position:fixed;inset:0;z-index:2147483647;background:#fff">Please sign in again</p>`,
  },
  {
    title: '[RH-016] what a parser moves out of noscript',
    content: `<noscript><i title="</noscript><img src=none onerror=trap('noscript')>">`,
  },
  {
    title: '[RH-018] what a parser moves out of svg',
    content: `<svg></br><style><q id="</style><img src=none onerror=trap('svg')>">`,
  },
  {
    title: 'what a parser moves out of math',
    content: `<math><mi><table><mglyph><style><!--</style><img src=none onerror=trap('math')>--></style>`,
  },
  {
    title: '[RH-019] forms in forms, which a parser takes out at another place the second time',
    content: `<form id=a><math><mi></form><form id=b><mglyph><style></math><img src=none onerror=trap('form')>`,
  },
  {
    title: '[RH-020] more elements within each other than a parser takes',
    content: `${'<p>'.repeat(700)}<svg><title><style><q id="</style><img src=none onerror=trap('deep')>">`,
  },
  {
    title: '[RH-022] names that the page and the widget use',
    content: `<form id=porchlight><input name=destroy></form> <a id=porchlightSettings></a> <img name=currentScript>`,
  },
  {
    title: '[RH-024] comments and instructions that end early',
    content: `<!--><img src=none onerror=trap('comment')>--> <![CDATA[><img src=none onerror=trap('cdata')>]]> <?x-y href="javascript:trap('pi')"?>`,
  },
  {
    title: '[RH-026] expressions of template engines',
    content: `{{constructor.constructor("trap('braces')")()}} \${trap('dollar')} <div v-html="trap('vue')" x-init="trap('alpine')" ng-init="trap('angular')"></div>`,
  },
  {
    title: '[RH-027] an address that an animation sets',
    content: `<svg><a><set attributeName=href to="javascript:trap('set')"/><text y=9>x</text></a></svg>`,
  },
  { title: 'a drawing from elsewhere', content: `<svg><use href="{sink}/sprite.svg#x"/></svg>` },
  {
    title: 'entities',
    content: `&lt;img src=none onerror=trap('named')&gt; &#60;img src=none onerror=trap('number')&#62;`,
  },
  { title: 'another encoding', content: `+ADw-script+AD4-trap('utf7')+ADw-/script+AD4-` },
  {
    title: '[RH-029] nothing in the middle of a name',
    content: `<im\u0000g src=none onerror=trap('nothing')>`,
    shows: `g src=none onerror=trap('nothing')>`,
  },
  {
    title: '[RH-029] a control character in the name of an element',
    content: `<im\u0007g src=none onerror=trap('bell')>\u000b<img\u000csrc=none\u000conerror=trap('feed')>`,
    shows: `src=none onerror=trap('bell')>`,
  },
  {
    title: 'a shadow root in markup',
    content: `<div><template shadowrootmode="open"><img src=none onerror=trap('shadow')></template></div>`,
  },
  {
    title: 'an element of ours',
    content: `<porchlight-chat token="plw_other" api-host="{sink}"></porchlight-chat>`,
  },
  {
    title: 'orders to the browser in a script that is no script',
    content: `<script type="speculationrules">{"prefetch":[{"urls":["{sink}/next"]}]}</script>`,
  },
  { title: 'a handler for the pointer', content: `<b onpointerover="trap('pointer')">Bills</b>` },
  {
    title: '[RH-031] a title of a link that breaks out',
    content: `[here](https://shop.example/ "x\\" onmouseover=\\"trap('title')")`,
    shows: 'here',
  },
  {
    title: '[RH-032] a language of a code block that breaks out',
    content: `\`\`\`js" onmouseover="trap('fence')\n<img src=none onerror=trap('code')>\n\`\`\``,
    shows: `<img src=none onerror=trap('code')>`,
  },
  {
    title: '[RH-033] a formula that fails',
    content: `$$\\href{javascript:trap('formula')}{x}\\nothing<img src=none onerror=trap('fallback')>$$`,
    shows: `<img src=none onerror=trap('fallback')>$$`,
  },
  {
    title: 'markup within marks',
    content: `**<img src=none onerror=trap('strong')>** and \`<img src=none onerror=trap('code')>\``,
    shows: `<img src=none onerror=trap('strong')> and <img src=none onerror=trap('code')>`,
  },
]
