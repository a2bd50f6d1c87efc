import { paths } from "../../web/paths.ts"
import type { FrontDoor } from "./front-door.ts"
import { freshKey, shown } from "./quarter-forms.ts"
import { type Fixture, judgeAccounts, organiserId } from "./selection-fixture.ts"

/** Resident numbers that check; the first one is the standard's own example. */
export const residentNumbers = ["11010519491231002X", "440524188001010014", "310101199001011234"]

/** Two judges for each candidate. */
export const twoJudges = {
  review: { blind: true, perCandidate: 2, quorum: 1, judgesShare: 60, method: "calibrated" as const },
}

/** The judges of a programme through the pages: `judge`, `judge2` and `judge3` of the demonstration. */
export function openJudgingDesk(door: FrontDoor, made: Fixture) {
  const judges = new Map<string, string>()
  const rows = (sql: string, args: (string | number)[] = []) => door.cell.rows(sql, args)
  const one = async (sql: string, args: (string | number)[] = []) => (await rows(sql, args))[0] ?? {}
  const post = async (who: string, path: string, fields: Record<string, string>) =>
    shown(await (await door.as(who)).post(path, { key: freshKey(), ...fields }))
  const get = async (who: string, path: string) => shown(await (await door.as(who)).get(path))
  const memberOf = (account: string) =>
    `${organiserId}-judge${account === "judge" ? "" : `-${account.slice("judge".length)}`}`
  const idOf = (account: string) => judges.get(account) ?? ""
  const revisionOf = async (judgeId: string) =>
    String((await one("select revision from judges where id = ?", [judgeId]))["revision"])

  async function invite(account: string) {
    const answer = await post("secretary", paths.selectionPart(made.slug, "judges"), {
      memberId: memberOf(account),
    })
    judges.set(account, new URL(answer.location, "http://x").pathname.split("/").at(-1) ?? "")
    return answer
  }

  const verify = async (account: string, fields: Record<string, string>) =>
    post("secretary", paths.judgeIdentity(made.slug, idOf(account)), {
      revision: await revisionOf(idOf(account)),
      kind: "resident_id",
      ...fields,
    })

  return {
    ...{ rows, one, post, get, memberOf, idOf, revisionOf, invite, verify },

    /** Makes the person of a judge a member of a company, from now on. */
    async join(account: string, organisationId: string): Promise<void> {
      await rows(
        "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, ?, 'viewer', '2026-01-01T00:00:00.000Z')",
        [`joined-${account}-${organisationId}`, `user-${memberOf(account)}`, organisationId],
      )
    },

    /** The last two candidates are another company's. */
    async moveLastTwo(organisationId: string): Promise<void> {
      for (const { id, estateId } of made.nominations.slice(-2)) {
        await rows("update nominations set organisation_id = ? where id = ?", [organisationId, id])
        await rows("update tenures set organisation_id = ? where estate_id = ?", [organisationId, estateId])
      }
    },

    /** All three are invited, accept, declare that they have no interests, and are verified. */
    async prepareAll(): Promise<void> {
      for (const [at, account] of judgeAccounts.entries()) {
        await invite(account)
        await post(account, paths.judgeAnswer(idOf(account)), { answer: "accepted" })
        await post(account, paths.judgeInterests(idOf(account)), { none: "yes" })
        await verify(account, { number: residentNumbers[at] ?? "" })
      }
    },
  }
}
