import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import { storeLink } from "../stored-link.ts"
import type { Walk } from "../walk.ts"

/** Invites (by link only: a letter would go on behind the answer and be counted with the next ones), looks at the link, sends it again; a newcomer and somebody with an account take one each. */
async function walkInvitations(walk: Walk): Promise<void> {
  const page = paths.members()
  const route = "/members/invitations/:invitationId"
  const invite = { page, form: "/members/invitations" }
  const editor: [string, string][] = [["role", "editor"]]
  await walk.get("/members", "manager", page)
  await walk.get("/members/list.csv", "manager", paths.listFile("members"))
  await walk.post("/members/invitations", "manager", { ...invite, changes: editor })
  await walk.post(`${route}/revocation`, "manager", { page, form: "/revocation" })
  await walk.post("/members/invitations", "manager", { ...invite, changes: editor })
  const visitor = await walk.visitor("manager")
  const linkOf = async (sent: string) => {
    const { html } = await visitor.get(sent)
    const link =
      /id="link"[^>]*value="([^"]+)"/.exec(html)?.[1] ?? /value="([^"]+)"[^>]*id="link"/.exec(html)?.[1]
    return new URL(link ?? "", "http://localhost").pathname
  }
  const listed = async () => /\/members\/invitations\/[\w-]+/.exec((await visitor.get(page)).html)?.[0] ?? ""
  await walk.post(`${route}/renewal`, "manager", { page, form: "/renewal" })
  const sent = await listed()
  await walk.get(route, "manager", sent)
  const choice = `${sent}/estates`
  await walk.get("/members/invitations/:editorInvitationId/estates", "manager", choice)
  await walk.post("/members/invitations/:editorInvitationId/estates", "manager", {
    page: choice,
    form: "/estates?page=1",
    changes: [["limited", "no"]],
  })
  const link = await linkOf(sent)
  await walk.get("/invitations/:token", "street", link)
  await walk.post("/invitations/:token/membership", "street", { page: link, form: "/membership" })
  const again = await visitor.formOf(page, "/members/invitations")
  const made = await visitor.post(again.action, [...again.fields, ...editor])
  const newcomer: [string, string][] = [
    ["name", "新来的"],
    ["password", "seven green ginkgo leaves"],
  ]
  const token = await linkOf(made.location ?? "")
  const email = "newcomer@walk.example"
  await walk.post("/invitations/:token/letter", "nobody", {
    page: token,
    form: "/letter",
    changes: [["email", email]],
  })
  const proven = await walk.linkTo(email)
  await walk.post("/invitations/:token", "nobody", { page: proven, form: token, changes: newcomer })
}

/** What a manager does with the newcomer: role, estates, sessions; then it goes. */
async function walkMember(walk: Walk): Promise<void> {
  const visitor = await walk.visitor("manager")
  const { html } = await visitor.get(paths.members())
  const rows = html.split("<tr").filter((row) => row.includes("newcomer@walk.example"))
  const page = /\/members\/[\w-]+/.exec(rows[0] ?? "")?.[0] ?? ""
  const one = "/members/:memberId"
  const choice = `${page}/estates`
  const all = await visitor.formOf(choice, "/estates?page=1")
  const boxes = all.fields.filter(([name]) => name.startsWith("shown:")).slice(0, 2)
  const chosen = boxes.map(([name]): [string, string] => [name.replace("shown:", "estate:"), "1"])
  await walk.get("/members/:editorId/estates", "manager", choice)
  await walk.post("/members/:editorId/estates", "manager", {
    page: choice,
    form: "/estates?page=1",
    changes: [["limited", "yes"], ...chosen],
  })
  const clerks = paths.import("clerks")
  await walk.get("/clerks", "manager", clerks)
  await walk.get("/clerks/template.xlsx", "manager", paths.importTemplate("clerks", "xlsx"))
  await walk.get("/clerks/template.csv", "manager", paths.importTemplate("clerks", "csv"))
  const template = (await visitor.get(paths.importTemplate("clerks", "csv"))).html.trim().split("\r\n")
  const slug = template.at(-1)?.split(",")[0] ?? ""
  const divided = `小区编号,负责人\n${slug},newcomer@walk.example\n`
  await walk.upload("/clerks", "manager", clerks, new File([divided], "file.csv"))
  await walk.get(one, "manager", page)
  const end = /\/members\/[\w-]+\/sessions\/[\w-]+/.exec((await visitor.get(page)).html)?.[0] ?? ""
  await walk.post(`${one}/sessions/:memberSessionId`, "manager", { page, form: end })
  await walk.settle()
  await walk.post(`${one}/role`, "manager", { page, form: "/role", changes: [["role", "viewer"]] })
  await walk.settle()
  await walk.post(`${one}/removal`, "manager", { page, form: "/removal", changes: [["confirmed", "yes"]] })
  await walk.settle()
}

/** The street's member, who joined the company too, goes back to the street. */
async function walkSwitching(walk: Walk): Promise<void> {
  const page = paths.switching()
  await walk.get("/account/organisation", "street", page)
  await walk.post("/account/organisation", "street", { page, form: page })
  await walk.get("/permissions", "street", paths.permissions())
}

/** Gives somebody who never signs in a second factor that may be lost. */
async function storeFactor(libsqlUrl: string, userId: string): Promise<void> {
  const client = createClient({ url: libsqlUrl })
  try {
    await client.execute({
      sql: `insert into credentials (user_id, password_hash, totp_confirmed_at, updated_at) values (?, '', ?, ?)`,
      args: [userId, new Date().toISOString(), new Date().toISOString()],
    })
  } finally {
    client.close()
  }
}

/** The owner of a request that waits stops it: on the account's page, and another one by the link of its letter. */
async function walkOwnResets(walk: Walk, ask: () => Promise<unknown>): Promise<void> {
  await ask()
  await walk.settle()
  await walk.post("/account/factor-reset/stop", "district", {
    page: paths.account(),
    form: paths.ownResetStop(),
  })
  await ask()
  await walk.settle()
  const link = paths.resetLetter(await storeLink(walk.database, "factor", "place-510104-verifier"))
  // Asked for by a member, since it reads one row: whose link it is.
  await walk.get("/second-factor-reset/:token", "street", link)
  await walk.post("/second-factor-reset/:token", "nobody", { page: link, form: link })
}

/** Two accounts with printed slips, and one printed anew. */
async function walkSlips(walk: Walk): Promise<void> {
  const page = paths.slips()
  await walk.get("/members/slips", "manager", page)
  const changes: [string, string][] = [
    ["people", "走查一\n走查二，13900139001"],
    ["role", "viewer"],
  ]
  await walk.post("/members/slips", "manager", { page, form: page, changes })
  const visitor = await walk.visitor("manager")
  const { html } = await visitor.get(paths.members())
  const row = html.split("<tr").find((one) => one.includes("走查一")) ?? ""
  const member = /\/members\/[\w-]+/.exec(row)?.[0] ?? ""
  await walk.post("/members/:memberId/slip", "manager", { page: member, form: "/slip" })
}

/** The district asks for its verifier and the city stops it; the operator asks for another, and the city confirms. */
async function walkResets(walk: Walk): Promise<void> {
  const seat = paths.memberReset("place-510104-verifier")
  const asked = { page: seat, form: seat, changes: [["reason", "手机丢失"]] as [string, string][] }
  const ask = () => walk.post("/members/:memberId/factor-reset", "approver", asked)
  await walk.get("/members/:memberId/factor-reset", "approver", seat)
  await ask()
  await walk.get("/factor-resets", "city", paths.resets())
  await walk.post("/factor-resets/stop", "city", { page: paths.resets(), form: paths.resetStop() })
  await walkOwnResets(walk, ask)
  const route = "/organisations/:organisationId/factor-reset"
  const page = paths.organisationReset("place-510105")
  await walk.get(route, "operator", page)
  const changes: [string, string][] = [
    ["email", "place-510105-verifier@demo.shige.example"],
    ["reason", "手机丢失"],
  ]
  await storeFactor(walk.database, "user-place-510105-verifier")
  await walk.post(route, "operator", { page, form: page, changes })
  await walk.post("/factor-resets/confirmation", "city", {
    page: paths.resets(),
    form: paths.resetConfirmation(),
    changes: [["confirmed", "yes"]],
  })
}

/** The operator registers a company, changes its name, and invites its head. */
async function walkOrganisations(walk: Walk): Promise<void> {
  const policy = { page: paths.factorPolicy(null), form: paths.factorPolicy(null) }
  await walk.get("/organisation/second-factor", "manager", policy.page)
  await walk.post("/organisation/second-factor", "manager", { ...policy, changes: [["role:viewer", "1"]] })
  const other = { page: paths.factorPolicy("company-4"), form: paths.factorPolicy("company-4") }
  await walk.get("/organisations/:organisationId/second-factor", "operator", other.page)
  await walk.post("/organisations/:organisationId/second-factor", "operator", {
    ...other,
    changes: [["role:viewer", "1"]],
  })
  await walkSlips(walk)
  await walkResets(walk)
  const route = "/organisations/:organisationId"
  const fresh = paths.newOrganisation()
  await walk.get("/organisations", "operator", paths.organisations({ q: "物业" }))
  await walk.get("/organisations/list.csv", "operator", paths.listFile("organisations"))
  await walk.get("/organisations/new", "operator", paths.newOrganisation({ kind: "authority", q: "锦江" }))
  await walk.post("/organisations", "operator", {
    page: fresh,
    form: "/organisations",
    changes: [
      ["name", "示例·丹枫物业"],
      ["uscc", "91350100M000100Y43"],
    ],
  })
  const visitor = await walk.visitor("operator")
  const { html } = await visitor.get(paths.organisations({ q: "丹枫" }))
  const page = /\/organisations\/[0-9a-f][\w-]+/.exec(html)?.[0] ?? ""
  await walk.get(route, "operator", page)
  await walk.post(route, "operator", { page, form: page, changes: [["name", "示例·丹枫物业服务"]] })
  await walk.post(`${route}/invitations`, "operator", { page, form: "/invitations" })
  const one = `${route}/invitations/:headInvitationId`
  await walk.post(`${one}/renewal`, "operator", { page, form: "/renewal" })
  const sent = /\/organisations\/[\w-]+\/invitations\/[\w-]+/.exec((await visitor.get(page)).html)?.[0] ?? ""
  await walk.get(one, "operator", sent)
  await walk.post(`${one}/revocation`, "operator", { page: sent, form: "/revocation" })
}

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkPeople(walk: Walk, _: Places): Promise<void> {
  await walkInvitations(walk)
  await walkMember(walk)
  await walkSwitching(walk)
  await walkOrganisations(walk)
}
