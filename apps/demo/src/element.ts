/** The page that uses the custom element: its markup says everything else. */
import { definePorchlightChat } from '@porchlight/widget/element'

definePorchlightChat()
