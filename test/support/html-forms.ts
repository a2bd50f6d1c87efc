/** A field of a form as a browser would send it. */
export interface HtmlField {
  name: string
  kind: "text" | "secret" | "file" | "tick" | "radio" | "hidden" | "choice"
  /** What it holds; undefined for a box that is not ticked, and a choice of several that is not made. */
  value: string | undefined
}

/** A form of a page that is posted. */
export interface HtmlForm {
  action: string
  /** Other addresses that its buttons lead to. */
  formactions: string[]
  upload: boolean
  fields: HtmlField[]
}

const unescaped = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}
const has = (tag: string, name: string) => new RegExp(`\\s${name}(?=[\\s=/>])`).test(tag)

function inputOf(tag: string): HtmlField | null {
  const name = attribute(tag, "name")
  if (name === undefined || has(tag, "disabled")) return null
  const type = attribute(tag, "type") ?? "text"
  const value = attribute(tag, "value") ?? ""
  if (type === "checkbox") return { name, kind: "tick", value: has(tag, "checked") ? value : undefined }
  if (type === "radio") return { name, kind: "radio", value: has(tag, "checked") ? value : undefined }
  if (type === "hidden" || has(tag, "readonly")) return { name, kind: "hidden", value }
  const secret = type === "password" || attribute(tag, "autocomplete") === "one-time-code"
  return { name, kind: secret ? "secret" : type === "file" ? type : "text", value }
}

function fieldsOf(inside: string): HtmlField[] {
  const inputs = [...inside.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => inputOf(tag) ?? [])
  const areas = [...inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].flatMap(
    ([, tag = "", value = ""]): HtmlField[] =>
      has(tag, "disabled")
        ? []
        : [{ name: attribute(tag, "name") ?? "", kind: "text", value: unescaped(value) }],
  )
  const choices = [...inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, tag = "", options = ""]): HtmlField => {
      const chosen = /<option\b[^>]*\sselected[^>]*>/.exec(options) ?? /<option\b[^>]*>/.exec(options)
      return {
        name: attribute(tag, "name") ?? "",
        kind: "choice",
        value: attribute(chosen?.[0] ?? "", "value") ?? "",
      }
    },
  )
  return [...inputs, ...areas, ...choices]
}

/** The forms of a page that are posted, each with its fields. */
export function postedForms(html: string): HtmlForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, tag = ""]) => attribute(tag, "method") === "post")
    .map(([, tag = "", inside = ""]) => ({
      action: attribute(tag, "action") ?? "",
      formactions: [...inside.matchAll(/<button\b[^>]*>/g)].flatMap(
        ([one]) => attribute(one, "formaction") ?? [],
      ),
      upload: attribute(tag, "enctype") === "multipart/form-data",
      fields: fieldsOf(inside),
    }))
}

/** The element of a page with an id, as far as its start tag goes. */
export const startTagOf = (html: string, id: string): string | undefined =>
  [...html.matchAll(/<[a-z0-9]+\b[^>]*>/g)].map(([tag]) => tag).find((tag) => attribute(tag, "id") === id)

/** What stands in the list of faults of a refused form: the ids that its links lead to. */
export function faultLinks(html: string): string[] {
  const list = /id="faults"[\s\S]*?<\/div>\s*<\/div>/.exec(html)?.[0] ?? ""
  return [...list.matchAll(/href="#([^"]+)"/g)].map(([, id = ""]) => unescaped(id))
}

/** Why a field cannot be found or is not marked as wrong; null when it is. */
export function unmarked(html: string, id: string): string | null {
  if (startTagOf(html, id) === undefined) return `there is no #${id}`
  const invalid = [...html.matchAll(/<[a-z0-9]+\b[^>]*\saria-invalid="true"[^>]*>/g)].map(([tag]) => tag)
  const own = invalid.find((tag) => {
    const marked = attribute(tag, "id") ?? ""
    return marked === id || marked.startsWith(`${id}-`)
  })
  if (own === undefined) return `#${id} is not marked`
  const said =
    (attribute(own, "aria-describedby") ?? "").split(" ").find((one) => one.endsWith("-error")) ?? ""
  const note = startTagOf(html, said)
  if (note === undefined) return `#${id} is not described by its error`
  return has(note, "hidden") ? `the error of #${id} is hidden` : null
}
