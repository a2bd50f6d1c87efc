import type { Child } from "hono/jsx"
import type { Answer } from "./serve.ts"

/** A finished page as an answer of `serve`. */
export async function htmlAnswer(page: Child, options: Partial<Answer> = {}): Promise<Answer> {
  return { content: String(await page), contentType: "text/html; charset=utf-8", ...options }
}
