import type { Role } from "../../../worker/domain/actor.ts"
import { demonstrationCommunity, demonstrationStreet } from "./sites.ts"

/** Password of all demonstration accounts; it exists in demonstration data only. */
export const demonstrationPassword = "shige-demo-2026"

/**
 * Secret of their second factor (base32), for the roles that need one: who tries the demonstration out can put it into
 * an authenticator app. It exists in demonstration data only.
 */
export const demonstrationSecret = "KNUGSZ3FKNUGSZ3FKNUGSZ3FKNUGSZ3F"

/** A demonstration account that can sign in. */
export interface DemonstrationAccount {
  userId: string
  email: string
  name: string
  /** Role in Chinese, for the list that `npm start` prints. */
  roleWords: string
  role: Role
  organisationId: string
  organisation: string
}

const district = demonstrationStreet.slice(0, 6)

/** E-mail name, organisation, role and words of the accounts that walk one quarter from filing to release. */
const walk: readonly (readonly [email: string, organisation: string, seat: string, words: string])[] = [
  ["operator", "platform", "operator", "平台运营员"],
  ["manager", "company-1", "manager", "物业公司管理员"],
  ["editor", "company-1", "editor", "物业公司填报员"],
  ["community", `place-${demonstrationCommunity}`, "verifier", "社区核查员"],
  ["street", `place-${demonstrationStreet}`, "verifier", "街道核查员"],
  ["district", `place-${district}`, "verifier", "区级核查员"],
  ["approver", `place-${district}`, "approver", "区级审批员（关账）"],
  ["city", "place-510100", "approver", "市级审批员（发布）"],
  ["chair", "organiser-1", "chair", "评选主办方主席"],
  ["secretary", "organiser-1", "secretary", "评选主办方秘书"],
  ["secretary2", "organiser-1", "secretary-2", "评选主办方秘书（第二人）"],
  ["judge", "organiser-1", "judge", "评委一"],
  ["judge2", "organiser-1", "judge-2", "评委二"],
  ["judge3", "organiser-1", "judge-3", "评委三"],
]

/** The accounts that sign in, found among the members of the demonstration. */
export function accountsOf(
  organisations: readonly { id: string; name: string }[],
  memberOf: (key: string) => { userId: string; role: Role },
): DemonstrationAccount[] {
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  return walk.map(([email, organisationId, seat, roleWords]) => {
    const { userId, role } = memberOf(`${organisationId}/${seat}`)
    const organisation = names.get(organisationId) ?? ""
    return {
      userId,
      email: `${email}@demo.shige.example`,
      name: `演示${roleWords}`,
      roleWords,
      role,
      organisationId,
      organisation,
    }
  })
}
