import { listedPasswords } from "./listed-passwords.ts"

/**
 * Common ones that the shipped list lacks (from public lists of leaked ones, Chinese ones included), lower case.
 * Repetitions and runs of keys are caught by rule and do not stand here.
 */
const ours =
  `1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv qazwsxedcrfvtgb
  zaq12wsxcde3 q1w2e3r4t5y6 q1w2e3r4t5y6u7 qwerty123456 qwerty12345678 123456qwerty 1234567qwerty qwertyuiop123
  qwertyuiop1234 asdfghjkl123 asdf1234asdf qwer1234qwer 123qweasdzxc 1234qwerasdf qweasdzxc123 abcd12345678
  a123456789012 aa1234567890 abc123456789 abcd123456789 abcdef123456 aaaaaa123456 zxcvbnm123456 zxcvbnm1234567
  password1234 password12345 password123456 password1234567 passwordpassword password2024 password2025 password2026
  p@ssw0rd1234 p@ssword1234 passw0rd1234 passw0rd12345 administrator administrator1 admin1234567 admin12345678
  admin123admin adminadmin123 admin@123456 admin@1234567 root12345678 rootroot1234 test12345678 testtest1234
  welcome12345 welcome123456 changeme1234 changemenow1 letmein12345 letmeinplease trustno1trustno1 monkey123456
  dragon123456 football1234 iloveyou1234 iloveyou12345 iloveyou123456 iloveyousomuch ilovechina1314 woaini123456
  woaini5201314 woaini1314520 woaini520520 woaiwojia1314 5201314woaini 1314520woaini 520131452013 201314520520
  5201314520131 wangjing1234 zhangwei1234 zhangwei123456 li1234567890 wang123456789 zhang12345678 chengdu123456
  chengdu12345 chengdu028028 beijing123456 shanghai12345 shanghai123456 china1234567 zhongguo1234 zhongguo123456
  wuye12345678 wuyegongsi123 xiaoqu123456 shige1234567 shigebenchmark huawei123456 tencent123456 weixin123456
  wechat123456 computer1234 internet1234 superman1234 michael12345 princess1234 sunshine1234 starwars1234
  correcthorsebatterystaple thisismypassword mypassword123 mypassword1234 yourpassword1 nopassword12 secret123456
  google123456 master123456 hello1234567 helloworld123 helloworld1234 qq1234567890 asd123456789 asdasd123456
  123123123abc 123456abcdef 12345678abcd 123456789abc 1234567890ab 123456789qwe 1234567890qw 123456789asd
  147258369147 147258369000 159357159357 741852963741 789456123000 789456123789 987654321000 963852741963
  314159265358 112233445566 110110110110 121212121212 123654789123 1357924680135 135792468013`.split(/\s+/)

/** The commonest passwords, lower case: the list that a package ships, short ones too, and ours. */
export const commonPasswords: ReadonlySet<string> = new Set([...listedPasswords.split(" "), ...ours])

/** Whether a text, plain and in lower case, is a common password, or two of them one after the other. */
export function isCommonPassword(text: string): boolean {
  if (commonPasswords.has(text)) return true
  for (let at = 1; at < text.length; at++)
    if (commonPasswords.has(text.slice(0, at)) && commonPasswords.has(text.slice(at))) return true
  return false
}
