/** Words of who needs a second factor, of passkeys, and of resetting what was lost. */
export const factor = {
  policy: {
    title: "两步验证的要求",
    lead: (organisation: string) => `规定“${organisation}”的哪些角色必须开启两步验证。`,
    always: "平台规定必须开启，不能放宽",
    needed: (roles: string) => `必须启用两步验证才能操作：${roles}。接口密钥不受影响。`,
    choices: "必须开启的角色",
    counted: (on: number, all: number): string =>
      all === 0 ? "目前没有成员" : on === all ? `${all} 人，都已开启` : `${all} 人，${all - on} 人还没有开启`,
    after: "保存后立即生效：还没有开启的人照样可以登录，但要先开启两步验证，才能继续。接口密钥不受影响。",
    allAlways: "这类机构的所有角色都必须开启，没有可以调整的。",
    save: "保存",
    done: "已保存，立即生效。",
    link: "两步验证的要求",
    stale: "在您操作期间，别人已经改了这项要求。下面是现在的规定，请看过之后再保存。",
    offer: "建议开启两步验证：密码泄露也进不来。约一分钟就能设好。",
    offerLink: "现在开启",
  },
}
