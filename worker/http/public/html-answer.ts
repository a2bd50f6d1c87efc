import type { Child } from "hono/jsx"
import type { Text } from "../../../web/text/text.ts"
import { renderIn } from "../rendering.tsx"
import type { Answer } from "./serve.ts"

/** A finished page, in the words of `text`, as an answer of `serve`. */
export async function htmlAnswer(text: Text, page: Child, options: Partial<Answer> = {}): Promise<Answer> {
  return { content: String(await renderIn(text, page)), contentType: "text/html; charset=utf-8", ...options }
}
