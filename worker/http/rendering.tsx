import type { Context } from "hono"
import type { Child } from "hono/jsx"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import type { Text } from "../../web/text/text.ts"
import { TextProvider } from "../../web/ui/use-text.ts"
import type { AppEnv } from "./app-env.ts"

// What `c.render` takes: a page, the status (200), and headers beside those that are set already.
declare module "hono" {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: a module's interface can be added to, a type cannot.
    (
      page: Child,
      status?: ContentfulStatusCode,
      headers?: Record<string, string>,
    ): Response | Promise<Response>
  }
}

/** A page, a letter or a certificate as it is sent, in the words of `text`. */
export function renderIn(text: Text, page: Child) {
  return <TextProvider value={text}>{page}</TextProvider>
}

/** Makes `c.render` answer with a page in the words of the request, as they are when it is rendered. */
export function answerInWords(c: Context<AppEnv>): void {
  c.setRenderer((page, status, headers) => c.html(renderIn(c.get("text"), page), status, headers))
}
