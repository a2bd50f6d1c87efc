import type { Watch } from "../../scripts/bench/visitor.ts"

/** What is typed into a form before the part that is too much. */
const marker = "写到一半的话：这一段应当还在页面上，不能丢。"

interface FoundForm {
  action: string
  /** Whether it takes files, and whether it is sent in parts without any. */
  kind: "files" | "parts" | "text"
  /** Its fields, as a browser would send them. */
  fields: [string, string][]
  /** A field for text that a person types; null when there is none. */
  typed: string | null
  fileField: string
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&amp;", "&") ?? null

function formsIn(html: string): FoundForm[] {
  return [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)].flatMap(([, tag = "", inner = ""]) => {
    if (attribute(tag, "method") !== "post") return []
    const inputs = [...inner.matchAll(/<input\b[^>]*>/g)].map(([input]) => input)
    const file = inputs.find((input) => attribute(input, "type") === "file")
    const hidden = inputs.filter((input) => attribute(input, "type") === "hidden")
    const area = /<textarea\b[^>]*>/.exec(inner)?.[0]
    const parts = attribute(tag, "enctype") === "multipart/form-data"
    const actions = [tag, ...[...inner.matchAll(/<button\b[^>]*>/g)].map(([button]) => button)].flatMap(
      (one) => attribute(one, one === tag ? "action" : "formaction") ?? [],
    )
    return actions.map((action) => ({
      action,
      kind: file ? ("files" as const) : parts ? ("parts" as const) : ("text" as const),
      fields: hidden.map((input): [string, string] => [
        attribute(input, "name") ?? "",
        attribute(input, "value") ?? "",
      ]),
      typed: area ? attribute(area, "name") : null,
      fileField: (file && attribute(file, "name")) ?? "file",
    }))
  })
}

/** Forms of one kind stand on many pages: ids, quarters and slugs make no difference. */
const kindOf = (action: string) =>
  action
    .split("?")[0]
    ?.split("/")
    .map((part) => (/\d|.{20}/.test(part) ? ":" : part))
    .join("/") ?? ""

function bodyOf({ kind, fields, typed, fileField }: FoundForm): BodyInit {
  const known = [...fields, ...(typed ? [[typed, marker] as const] : [])]
  if (kind === "text") {
    const body = new URLSearchParams(known.map(([name, value]) => [name, value]))
    body.append("more", "x".repeat(600 * 1024))
    return body
  }
  const body = new FormData()
  for (const [name, value] of known) body.append(name, value)
  if (kind === "files") body.append(fileField, new File([new Uint8Array(11 * 1024 * 1024)], "large.bin"))
  else body.append("rows", "x".repeat(9 * 1024 * 1024))
  return body
}

/** What is missing in the answer to a form that was too large; empty when nothing is. */
function faultsOf(form: FoundForm, status: number, html: string, from: string): string[] {
  const wanted: [string, boolean][] = [
    [`413 and not ${status}`, status === 413],
    ["its limit", /512 KB|最多 \d[\d.]* MB/.test(html)],
  ]
  if (form.kind === "files")
    wanted.push(
      ["the field for the file", html.includes('type="file"')],
      ["the limit of the whole form", /连同.{0,12}\d[\d.]* MB/.test(html)],
    )
  else wanted.push(["the way back", html.includes(`href="${from.replaceAll("&", "&amp;")}"`)])
  if (form.typed) wanted.push(["what was typed", html.includes(marker)])
  return wanted.flatMap(([what, there]) => (there ? [] : [`${form.kind} ${form.action} lacks ${what}`]))
}

/**
 * Sends every form of every page that is walked with more than it may hold, as the one who has the page before it; nothing
 * of it may be done. `wrong` says what was missing in the answers, `forms` which kinds of forms there were.
 */
export function largeFormWatch(): { watch: Watch; wrong: string[]; forms: Map<string, FoundForm["kind"]> } {
  const wrong: string[] = []
  const forms = new Map<string, FoundForm["kind"]>()
  const watch: Watch = async ({ url, init }, answer, body) => {
    if (answer.status !== 200 || !answer.headers.get("content-type")?.startsWith("text/html")) return
    for (const form of formsIn(body)) {
      const kind = kindOf(form.action)
      if (forms.has(kind)) continue
      forms.set(kind, form.kind)
      const { cookie = "", origin = "" } = init.headers as Record<string, string>
      const from = url.pathname + url.search
      const headers = { cookie, origin, referer: url.href, accept: "text/html" }
      const sent = { method: "POST", headers, body: bodyOf(form), redirect: "manual" } as const
      const refused = await fetch(new URL(form.action, url), sent)
      wrong.push(...faultsOf(form, refused.status, await refused.text(), from))
    }
  }
  return { watch, wrong, forms }
}
