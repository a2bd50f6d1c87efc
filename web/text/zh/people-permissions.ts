/** What roles may about people: members, second factors, keys, standing in, and those below. */
export const peoplePermissions = {
  "member.manage": "邀请成员、改角色、移除成员",
  "member.read": "查看成员",
  "factor.manage": "规定谁要两步验证、为成员申请重置",
  "factor.confirm": "确认重置下级机构成员的两步验证",
  "key.manage": "管理接口密钥",
  "oversight.read": "查看下级机构做了什么",
  "deputy.read": "查看代理，交回自己的代理",
  "deputy.name": "请假时指定代理",
  "deputy.confirm": "同意审批人的代理",
}
