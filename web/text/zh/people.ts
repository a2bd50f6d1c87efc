/** Words of organisations, members, invitations and permissions. */
export const people = {
  title: "机构与成员",
}
