// A style sheet imported as text: minified by the build, adopted by `shadow/adopt-styles.ts`.
declare module '*.css?inline' {
  const css: string

  export { css as default }
}
