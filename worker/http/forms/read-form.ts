import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"

const formTypes = ["application/x-www-form-urlencoded", "multipart/form-data"]

/** The text fields of a posted form; the last of a repeated name counts, files are left out. Throws 400 for no form. */
export async function readForm(c: Context): Promise<Record<string, string>> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? ""
  if (!formTypes.includes(type)) throw new HTTPException(400)
  try {
    const body = await c.req.parseBody()
    const fields = Object.entries(body).filter(([, value]) => typeof value === "string")
    return Object.fromEntries(fields) as Record<string, string>
  } catch (error) {
    if (error instanceof HTTPException || (error instanceof Error && error.name === "BodyLimitError"))
      throw error
    throw new HTTPException(400)
  }
}
