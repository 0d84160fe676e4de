/** The page that uses the custom element: its markup says everything else. */
import '@porchlight/widget/element'
