import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import { readBody } from "../middleware/body-size.ts"

const formTypes = ["application/x-www-form-urlencoded", "multipart/form-data"]

/** Control characters but tab and line feed, and half characters: some databases cut a text at U+0000. */
const control = /(?![\t\n])[\p{Cc}\p{Cs}]/gu

/** Marks upon one letter: more than 30 stand in no language, and putting them in order takes the square of their number. */
const MOST_MARKS = 30
const marks = /(\p{M}{30})\p{M}+/gu

/**
 * Text as a person typed it: line ends as one line feed (browsers send two characters but count one), no control
 * characters, no half characters, no heap of marks upon one letter.
 */
export function cleanText(text: string): string {
  const plain = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(control, "")
  return plain.length > MOST_MARKS ? plain.replace(marks, "$1") : plain
}

/**
 * The text fields of a posted form, cleaned; the last of a repeated name counts, files are left out. Throws 400 for no
 * form.
 */
export async function readForm(c: Context): Promise<Record<string, string>> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? ""
  if (!formTypes.includes(type)) throw new HTTPException(400)
  try {
    await readBody(c)
    const body = await c.req.parseBody()
    const fields = Object.entries(body).flatMap(([name, value]) =>
      typeof value === "string" ? [[cleanText(name), cleanText(value)] as const] : [],
    )
    return Object.fromEntries(fields)
  } catch (error) {
    if (error instanceof HTTPException) throw error
    throw new HTTPException(400)
  }
}
