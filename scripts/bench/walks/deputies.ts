import { paths } from "../../../web/paths.ts"
import { dayOf } from "../../../worker/domain/quarter.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** The members that the form of a page of deputies offers, by the word of their role. */
async function offered(walk: Walk, page: string): Promise<(role: string) => string> {
  const { html } = await (await walk.visitor("operator")).get(page)
  const select = /<select[^>]*name="member"[\s\S]*?<\/select>/.exec(html)?.[0] ?? ""
  const options = [...select.matchAll(/value="([^"]*)"[^>]*>([^<]*)</g)]
  return (role) => options.find(([, , label = ""]) => label.includes(role))?.[1] ?? ""
}

/** The operator asks that a district's verifier stands in for its approver, the city agrees; the verifier hands it back. */
export async function walkDeputies(walk: Walk, { now }: Places & { now?: Date }): Promise<void> {
  const page = paths.deputies({ organisation: "place-510104" })
  const idOf = await offered(walk, page)
  const day = dayOf((now ?? new Date()).getTime())
  const changes: [string, string][] = [
    ["member", idOf("审批")],
    ["deputy", idOf("核查")],
    ["fromDay", day],
    ["toDay", day],
    ["reason", "住院"],
  ]
  await walk.get("/deputies", "operator", page)
  await walk.post("/deputies", "operator", { page, form: "/deputies", changes })
  const list = paths.deputies()
  await walk.get("/deputies", "city", list)
  await walk.post("/deputies/confirmation", "city", { page: list, form: "/confirmation" })
  await walk.post("/deputies/end", "district", { page: list, form: "/end" })
}
