/** The file that draws. It stands alone: the core reaches it only through the launcher. */
export { attach } from './panel/attach-panel.tsx'
