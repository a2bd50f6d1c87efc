import { raw } from "hono/html"
import { languageTag } from "../../text/text.ts"
import { asset } from "../../ui/asset.ts"
import { useText } from "../../ui/use-text.ts"

/** The page for a host that no city has: no navigation, since nothing can be opened here, and nothing of any city. */
export function UnknownHostPage() {
  const text = useText()
  const { unknownHost } = text.access
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={languageTag(text.language)}>
        <head>
          <meta charset="utf-8" />
          <title>{unknownHost.title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={unknownHost.sentence} />
          <meta name="robots" content="noindex" />
          <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
          <link rel="stylesheet" href={asset("site.css")} />
        </head>
        <body>
          <main class="main wrap">
            <h1>{unknownHost.title}</h1>
            <p class="lead">{unknownHost.sentence}</p>
          </main>
        </body>
      </html>
    </>
  )
}
