export { linkTarget } from './link-policy.ts'
export { linksOf } from './links-of.ts'
export { createGrowingParser, parseMarkdown } from './parse-markdown.ts'
export { parsePlainText } from './parse-plain-text.ts'
export { parseRichContent } from './parse-rich-content.ts'
export { toPlainText } from './to-plain-text.ts'
export type {
  Block,
  Break,
  Code,
  CodeBlock,
  Heading,
  HeadingLevel,
  Image,
  Inline,
  Link,
  LinkTarget,
  List,
  ListItem,
  Marked,
  Paragraph,
  Quote,
  Root,
  Rule,
  Table,
  TableCell,
  Text,
} from './tree.ts'
export { withoutTags } from './without-tags.ts'
