import type { people as zh } from "../zh/people.ts"

/** Words of organisations, members, invitations and permissions. */
export const people: typeof zh = {
  title: "Organisations and members",
}
