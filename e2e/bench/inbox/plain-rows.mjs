/**
 * The least that a list of so many rows could be: markup of the same size, without a script, all of it in
 * the page.
 *
 * @param {{ count: number, isContained: boolean }} options `isContained`: the browser leaves rows out of sight out
 */
export function plainRows({ count, isContained }) {
  const row = (n) =>
    `<li><a href="#${n}"><span class="line"><bdi>Ada Lund the ${n}th</bdi><span>#${n}</span><time>2 h</time></span>` +
    `<span class="line"><span>Where is my parcel? I have been waiting since Monday.</span><span>Open</span></span></a></li>`
  const contained = 'content-visibility: auto; contain-intrinsic-size: auto 64px;'
  return `<!doctype html><style>
    body { margin: 0; font: 15px/1.45 sans-serif; }
    .list-scroll { width: 360px; height: 100vh; overflow-y: auto; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { height: 64px; ${isContained ? contained : ''} }
    a { display: block; height: 64px; box-sizing: border-box; padding: 10px 16px; color: inherit; text-decoration: none; border-bottom: 1px solid #ddd; }
    .line { display: flex; gap: 8px; white-space: nowrap; overflow: hidden; }
    .line > :first-child { flex: 1; overflow: hidden; text-overflow: ellipsis; }
  </style><div class="list-scroll"><ul>${Array.from({ length: count }, (_, n) => row(n + 1)).join('')}</ul></div>`
}
