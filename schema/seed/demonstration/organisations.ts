import { needsSecondFactor } from "../../../worker/domain/identity/second-factor.ts"
import type { Place } from "../../../worker/domain/place.ts"
import { accountsOf, type DemonstrationAccount } from "./accounts.ts"
import type { FrameRows } from "./rows.ts"
import { communitiesWithMembers, type Site } from "./sites.ts"

/** Fictional companies; “示例” (example) stands in every name, so that nobody takes one for a real company. */
const companyNames = ["示例·岷禾物业", "示例·锦砚物业", "示例·芙渠物业", "示例·竹西物业"]

const companiesPerEstate = 1 / 500

type OrganisationRow = FrameRows["organisations"][number]
type MemberRow = FrameRows["members"][number]

/** The organisations of the demonstration with their members, and how to find them. */
export interface DemonstrationOrganisations {
  organisations: OrganisationRow[]
  users: FrameRows["users"]
  credentials: FrameRows["credentials"]
  members: MemberRow[]
  companies: OrganisationRow[]
  /** Places (street, district, community) that have an authority with members. */
  authorities: ReadonlySet<string>
  /** The member who acts for a company (by index) or an authority (by place and role). */
  companyMember(company: number): MemberRow
  authorityMember(placeCode: string, role: "verifier" | "approver"): MemberRow
  logins: DemonstrationAccount[]
}

/** Four companies, and one more for each 500 estates beyond. */
function companyCount(estates: number): number {
  return companyNames.length + (estates > 60 ? Math.floor(estates * companiesPerEstate) : 0)
}

/** Companies and authorities (city, districts, streets, two communities) for the sites of the estates. */
export function demonstrationOrganisations(
  estates: number,
  sites: readonly Site[],
  places: readonly Place[],
  createdAt: string,
): DemonstrationOrganisations {
  const names = new Map(places.map((place) => [place.code, place.name]))
  const companies = Array.from({ length: companyCount(estates) }, (_, at) => companyRow(at, createdAt))
  const inUse = new Set(sites.flatMap((site) => [site.district, site.street]))
  const placeCodes = ["510100", ...inUse, ...communitiesWithMembers].sort()
  const authorities = placeCodes.map((code) => authorityRow(code, names.get(code) ?? code, createdAt))
  const organisations = [platformRow(createdAt), ...companies, ...authorities, organiserRow(createdAt)]
  const people = organisations.flatMap((organisation) => membersOf(organisation))
  const byKey = new Map(people.map(({ key, member }) => [key, member]))
  const memberOf = (key: string) => {
    const member = byKey.get(key)
    if (member === undefined) throw new Error(`the demonstration has no member ${key}`)
    return member
  }
  const logins = accountsOf(organisations, memberOf)
  const kindOf = new Map(organisations.map(({ id, kind }) => [id, kind]))
  const loginOf = new Map(logins.map((login) => [login.userId, login]))
  return {
    organisations,
    companies,
    authorities: new Set(placeCodes),
    members: people.map(({ member }) => member),
    users: people.map(({ member, title }) => userRow(member, title, loginOf.get(member.userId), createdAt)),
    credentials: logins.map(({ userId, role, organisationId }) => ({
      userId,
      totpConfirmedAt: needsSecondFactor({
        role,
        organisation: { kind: kindOf.get(organisationId) ?? "company", factorRoles: [] },
      })
        ? createdAt
        : null,
      updatedAt: createdAt,
    })),
    companyMember: (company) => memberOf(`company-${company + 1}/editor`),
    authorityMember: (placeCode, role) => memberOf(`place-${placeCode}/${role}`),
    logins,
  }
}

function platformRow(createdAt: string): OrganisationRow {
  const name = "平台运营（演示）"
  return { id: "platform", kind: "platform", name, placeCode: null, demonstration: true, createdAt }
}

function organiserRow(createdAt: string): OrganisationRow {
  const name = "微网实格论坛组委会（演示）"
  return { id: "organiser-1", kind: "organiser", name, placeCode: null, demonstration: true, createdAt }
}

function companyRow(at: number, createdAt: string): OrganisationRow {
  const name = companyNames[at] ?? `示例·${at + 1}号物业`
  return { id: `company-${at + 1}`, kind: "company", name, placeCode: null, demonstration: true, createdAt }
}

const officeByLength: Record<number, string> = { 6: "物业主管部门", 9: "办事处", 12: "居委会" }

function authorityRow(placeCode: string, placeName: string, createdAt: string): OrganisationRow {
  const name = `${placeName}${officeByLength[placeCode.length] ?? ""}（演示）`
  return { id: `place-${placeCode}`, kind: "authority", name, placeCode, demonstration: true, createdAt }
}

/** Two secretaries, since some acts need two people, and a panel of judges. */
const organiserSeats = [
  "chair",
  "secretary",
  "secretary-2",
  "judge",
  "judge-2",
  "judge-3",
  "judge-4",
  "judge-5",
  "judge-6",
]

/**
 * The seats of an organisation, each named by its role: a company has a manager and an editor, every authority a
 * verifier, the district's and the city's an approver too.
 */
function seatsOf({ kind, placeCode }: OrganisationRow): string[] {
  if (kind === "platform") return ["operator"]
  if (kind === "company") return ["manager", "editor"]
  if (kind === "organiser") return organiserSeats
  return placeCode?.length === 6 ? ["verifier", "approver"] : ["verifier"]
}

function membersOf(organisation: OrganisationRow): { key: string; title: string; member: MemberRow }[] {
  return seatsOf(organisation).map((seat) => ({
    key: `${organisation.id}/${seat}`,
    title: organisation.name,
    member: {
      id: `${organisation.id}-${seat}`,
      userId: `user-${organisation.id}-${seat}`,
      organisationId: organisation.id,
      role: seat.replace(/-\d$/, "") as MemberRow["role"],
      createdAt: organisation.createdAt,
    },
  }))
}

/** Seats of one role are numbered from the second on. */
const seatNumber = (memberId: string) => /-(judge|secretary)-(\d)$/.exec(memberId)?.[2] ?? ""

const roleWords: Record<string, string> = {
  operator: "运营员",
  manager: "管理员",
  editor: "填报员",
  verifier: "核查员",
  approver: "审批员",
  chair: "主席",
  secretary: "秘书",
  judge: "评委",
}

function userRow(
  member: MemberRow,
  organisationName: string,
  login: DemonstrationAccount | undefined,
  createdAt: string,
): FrameRows["users"][number] {
  const at = new Date(createdAt)
  const name = login?.name ?? `${organisationName}${roleWords[member.role] ?? ""}${seatNumber(member.id)}`
  const email = login?.email ?? `${member.id}@demo.shige.example`
  return {
    id: member.userId,
    name,
    email,
    emailVerified: true,
    salt: `salt-${member.userId}`,
    createdAt: at,
    updatedAt: at,
  }
}
