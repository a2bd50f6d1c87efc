import type { peoplePermissions as zh } from "../zh/people-permissions.ts"

/** What roles may about people: members, second factors, keys, standing in, and those below. */
export const peoplePermissions: typeof zh = {
  "member.manage": "Invite members, change roles, remove members",
  "member.read": "See the members",
  "factor.manage": "say who needs two-step verification, ask to reset a lost one",
  "factor.confirm": "confirm the reset of a lost second factor below",
  "key.manage": "Manage API keys",
  "oversight.read": "See what the authorities below did",
  "deputy.read": "See who stands in for whom, hand back",
  "deputy.name": "Name a deputy for a leave",
  "deputy.confirm": "Agree to an approver's deputy",
}
