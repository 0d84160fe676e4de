export { linkTarget } from './link-policy.ts'
export { linksOf } from './links-of.ts'
export { parseMarkdown } from './parse-markdown.ts'
export { toPlainText } from './to-plain-text.ts'
export type {
  Block,
  Break,
  Code,
  CodeBlock,
  Emphasis,
  Heading,
  HeadingLevel,
  Inline,
  Link,
  LinkTarget,
  List,
  Paragraph,
  Quote,
  Root,
  Rule,
  Strong,
  Text,
} from './tree.ts'
