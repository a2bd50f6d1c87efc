import { paths } from "../../../web/paths.ts"
import { origin } from "../front-door.ts"
import { deputies } from "./deputies.ts"
import { askResetOfHead, inviteHead, renewHead, requireFactor, revokeHead, stopOwnReset } from "./letting.ts"
import type { Acts, Person, Stage } from "./stage.ts"

const invited = "zhou.xiaoyu@company.example"
const invitations = paths.invitations(null)

/** The path of the newest invitation's own page. */
async function newest(stage: Stage): Promise<string> {
  const html = await (await (await stage.person("manager")).get(paths.members())).text()
  return /\/members\/invitations\/[\w-]+/.exec(html)?.[0] ?? ""
}

/** The path of an invitation's link. */
async function linkOn(stage: Stage, page: string): Promise<string> {
  const html = await (await (await stage.person("manager")).get(page)).text()
  const link = /value="(https?:[^"]*\/invitations\/[^"]+)"/.exec(html)?.[1] ?? ""
  const { pathname } = new URL(link)
  stage.secrets.add(pathname.split("/").at(-1) ?? "")
  return pathname
}

/** A second later than whatever was before: the newest one stands first. */
async function invite(stage: Stage, changes: Record<string, string>) {
  stage.moveTo(new Date(stage.door.now.getTime() + 1000))
  return (await stage.person("manager")).submit(paths.members(), invitations, changes)
}

/** The id of the invitation that waits for the newcomer. */
async function waiting({ door }: Stage): Promise<string> {
  const [row] = await door.cell.rows("select id from invitations where email = ? and revoked_at is null", [
    invited,
  ])
  return String(row?.["id"])
}

/** Somebody of the district who has lost the second factor. */
const lost = "added-place-510104-viewer"

/** The district's approver asks for it. */
async function askReset({ person }: Stage) {
  const fields = { reason: "手机丢失，已当面核实" }
  return (await person("approver")).submit(paths.memberReset(lost), paths.memberReset(lost), fields)
}

/** A second head of the company, for whom there has to be another one. */
const otherHead = "added-company-1-manager"

const newcomer = "seven green ginkgo leaves"

/** The company's editor who came by invitation, signed in, and its page among the members. */
async function joined(stage: Stage): Promise<{ editor: Person; page: string }> {
  const [row] = await stage.door.cell.rows(
    "select m.id from members m join users u on u.id = m.user_id where u.email = ? and m.organisation_id = 'company-1'",
    [invited],
  )
  const editor = stage.visitor()
  await editor.signIn(invited, newcomer)
  return { editor, page: paths.member(String(row?.["id"])) }
}

/** The first password of a slip stands in the answer to its form, and nowhere else. */
async function keepSecret(stage: Stage, answer: Promise<Response>) {
  const html = await (await answer).text()
  const secret = /slip__secret">([^<]+)</.exec(html)?.[1]
  if (!secret) throw new Error("no slip was shown")
  stage.secrets.add(secret)
}

/** Invitations sent, sent again, revoked and taken; a member limited, given another role, removed. */
export const people: Acts = {
  "invitation/invite": {
    actions: ["invitation.create"],
    async perform(stage) {
      await inviteHead(stage)
      await invite(stage, { role: "viewer", email: invited })
    },
  },
  "invitation/limit-invitation": {
    actions: ["invitation.limit"],
    async perform(stage) {
      await invite(stage, { role: "editor" })
      const [row] = await stage.door.cell.rows(
        "select id from invitations where role = 'editor' and email is null",
      )
      const page = paths.invitationEstates(String(row?.["id"]))
      const manager = await stage.person("manager")
      const shown = /estate:([\w-]+)/.exec(await (await manager.get(page)).text())?.[1] ?? ""
      await manager.submit(page, "/estates?page=1", { limited: "yes", [`estate:${shown}`]: "1" })
    },
  },
  "invitation/renew-invitation": {
    actions: ["invitation.renew"],
    async perform(stage) {
      await renewHead(stage)
      await (await stage.person("manager")).submit(paths.members(), "/renewal")
    },
  },
  "invitation/revoke-invitation": {
    actions: ["invitation.revoke"],
    async perform(stage) {
      await revokeHead(stage)
      const revocation = paths.revocation(null, await waiting(stage))
      await (await stage.person("manager")).submit(paths.members(), revocation)
    },
  },
  "invitation/ask-letter": {
    actions: ["invitation.ask_letter"],
    async perform(stage) {
      await invite(stage, { role: "editor", email: invited })
      const link = await linkOn(stage, await newest(stage))
      await stage.visitor().submit(link, "/letter", { email: invited })
    },
  },
  "invitation/join-as-newcomer": {
    actions: ["invitation.accept"],
    async perform(stage) {
      const link = await stage.link(invited, "joining")
      stage.names.add("周小雨")
      stage.secrets.add(newcomer)
      const fields = { name: "周小雨", password: newcomer }
      await stage.visitor().submit(link, new URL(link, origin).pathname, fields)
    },
  },
  "invitation/join-as-person": {
    actions: ["invitation.accept"],
    async perform(stage) {
      await invite(stage, { role: "viewer", email: "" })
      const link = await linkOn(stage, await newest(stage))
      await (await stage.person("street")).submit(link, "/membership")
    },
  },
  "member/switch-organisation": {
    actions: ["session.switch"],
    perform: async ({ person }) => (await person("street")).submit(paths.switching(), paths.switching()),
  },
  "member/choose-estates": {
    actions: ["member.limit"],
    async perform(stage) {
      const { page } = await joined(stage)
      const manager = await stage.person("manager")
      const html = await (await manager.get(`${page}/estates`)).text()
      const box = /name="(estate:[^"]+)"/.exec(html)?.[1] ?? ""
      await manager.submit(`${page}/estates`, "/estates?page=1", { limited: "yes", [box]: "1" })
    },
  },
  "member/assign-estates": {
    actions: ["member.assign_estates"],
    async perform(stage) {
      await joined(stage)
      const [estate] = await stage.door.cell.rows(
        `select e.slug from tenures t join estates e on e.id = t.estate_id
         where t.organisation_id = 'company-1' and t.to_date is null order by e.name desc limit 1`,
      )
      const csv = `小区编号,负责人\n${estate?.["slug"]},${invited}\n`
      const manager = await stage.person("manager")
      const answer = await manager.upload(paths.import("clerks"), csv, "/confirmation")
      if (answer.status >= 400) throw new Error(await answer.text())
    },
  },
  "member/make-accounts": {
    actions: ["member.make_account"],
    async perform(stage) {
      const manager = await stage.person("manager")
      const made = { people: "走查职员，13900139000", role: "viewer" }
      await keepSecret(stage, manager.submit(paths.slips(), paths.slips(), made))
    },
  },
  "member/renew-slip": {
    actions: ["member.renew_slip"],
    async perform(stage) {
      const [row] = await stage.door.cell.rows(
        "select m.id from members m join users u on u.id = m.user_id where u.sign_in_name = '走查职员'",
      )
      const manager = await stage.person("manager")
      await keepSecret(stage, manager.submit(paths.member(String(row?.["id"])), "/slip"))
    },
  },
  "member/end-member-session": {
    actions: ["member.session_end"],
    async perform(stage) {
      const { page } = await joined(stage)
      const manager = await stage.person("manager")
      const end =
        /\/members\/[\w-]+\/sessions\/[\w-]+/.exec(await (await manager.get(page)).text())?.[0] ?? ""
      await manager.submit(page, end)
    },
  },
  "member/change-role": {
    actions: ["member.role"],
    async perform(stage) {
      const { page } = await joined(stage)
      const manager = await stage.person("manager")
      await manager.submit(page, "/role", { role: "viewer" })
      await stage.door.addMember("company-1", "manager")
      await manager.submit(paths.member(otherHead), "/role", { role: "editor" })
      await manager.submit(paths.member(otherHead), "/role", { role: "manager" })
    },
  },
  "member/remove-member": {
    actions: ["member.end"],
    async perform(stage) {
      const { page } = await joined(stage)
      const manager = await stage.person("manager")
      await manager.submit(page, "/removal", { confirmed: "yes" })
      await manager.submit(paths.member(otherHead), "/removal", { confirmed: "yes" })
    },
  },
  "organisation/register-organisation": {
    actions: ["organisation.register"],
    async perform({ person }) {
      const fields = { name: "示例·丹枫物业", uscc: "91350100M000100Y43" }
      await (await person("operator")).submit(paths.newOrganisation(), paths.organisations(), fields)
    },
  },
  "factor-reset/ask-reset": {
    actions: ["factor_reset.ask"],
    async perform(stage) {
      await askResetOfHead(stage)
      await stage.door.addMember("place-510104", "viewer")
      await askReset(stage)
    },
  },
  "factor-reset/stop-reset": {
    actions: ["factor_reset.stop"],
    async perform(stage) {
      await stopOwnReset(stage)
      await (await stage.person("city")).submit(paths.resets(), paths.resetStop())
    },
  },
  "factor-reset/stop-by-letter": {
    actions: ["factor_reset.stop"],
    async perform(stage) {
      await askReset(stage)
      const link = await stage.link(`${lost}@demo.shige.example`, "factor_reset")
      await stage.visitor().submit(link, link)
    },
  },
  "factor-reset/confirm-reset": {
    actions: ["factor_reset.confirm"],
    async perform(stage) {
      await askReset(stage)
      const city = await stage.person("city")
      await city.submit(paths.resets(), paths.resetConfirmation(), { confirmed: "yes" })
    },
  },
  "organisation/require-second-factor": {
    actions: ["organisation.require_second_factor"],
    async perform(stage) {
      await requireFactor(stage)
      const page = paths.factorPolicy(null)
      await (await stage.person("manager")).submit(page, page, { "role:viewer": "1" })
    },
  },
  "organisation/edit-organisation": {
    actions: ["organisation.edit"],
    async perform({ door, person }) {
      const [row] = await door.cell.rows("select id from organisations where name = '示例·丹枫物业'")
      const page = paths.organisation(String(row?.["id"]))
      await (await person("operator")).submit(page, page, { name: "示例·丹枫物业服务" })
    },
  },
  "mail/set-organisation-letters": {
    actions: ["letters.set_organisation"],
    async perform(stage) {
      const manager = await stage.person("manager")
      const form = paths.organisationLetters()
      await manager.submit(form, form, { "letter:rules_changed": "daily" })
    },
  },
  ...deputies,
}
