import { paths } from "../../../web/paths.ts"
import type { Person, Stage } from "./stage.ts"

/** A company that nobody else of the stage does anything for. */
const company = "company-4"
const page = paths.organisation(company)

const operator = ({ person }: Stage): Promise<Person> => person("operator")

/** The page of the newest invitation that the operator made for the company's head. */
async function sent({ door }: Stage): Promise<string> {
  const sql = "select id from invitations where organisation_id = ? order by created_at desc limit 1"
  const [row] = await door.cell.rows(sql, [company])
  return paths.sentInvitation(company, String(row?.["id"]))
}

/** What the operator does for organisations, at addresses of its own: invites heads. */
export const inviteHead = async (stage: Stage) => (await operator(stage)).submit(page, "/invitations")
export const renewHead = async (stage: Stage) => (await operator(stage)).submit(await sent(stage), "/renewal")
export const revokeHead = async (stage: Stage) =>
  (await operator(stage)).submit(await sent(stage), "/revocation")

/** Asks a second factor of a company's viewers. */
export const requireFactor = async (stage: Stage) =>
  (await operator(stage)).submit(paths.factorPolicy(company), "/second-factor", { "role:viewer": "1" })

/** Asks for the reset of a head's lost second factor. */
export const askResetOfHead = async (stage: Stage) =>
  (await operator(stage)).submit(paths.organisationReset("place-510100"), "/factor-reset", {
    email: "city@demo.shige.example",
    reason: "手机丢失，已当面核实",
  })

/** The owner of a second factor, who has not lost it, stops what was asked. */
export const stopOwnReset = async ({ person }: Stage) =>
  (await person("city")).submit(paths.account(), "/factor-reset/stop")
