/** The page that uses the custom element: importing defines it, the markup does the rest. */
import '@porchlight/widget/element'
