/** The page's words. A language is a column; a test holds that none has a gap. */
const WORDS = {
  title: ['TokenTwin desk', 'TokenTwin 桌面', 'TokenTwin 桌面'],
  language: ['Language', '語言', '语言'],
  views: ['Views', '檢視', '视图'],
  away: ['The server went away. This page comes back by itself when the server does.', '伺服器已離線。伺服器恢復後，本頁會自動重新連線。', '服务器已离线。服务器恢复后，本页会自动重新连接。'],
  server: ['Server process {process}, {connections} connections, {tokens} tokens', '伺服器程序 {process}，{connections} 個連線，{tokens} 個權杖', '服务器进程 {process}，{connections} 个连接，{tokens} 个令牌'],
  done: ['Done: {verb} {token}', '已完成：{verb} {token}', '已完成：{verb} {token}'],
  tokens: ['Tokens', '權杖', '令牌'],
  wire: ['The wire', '通訊記錄', '通信记录'],
  search: ['Search', '搜尋', '搜索'],
  label: ['Label', '標籤', '标签'],
  serial: ['Serial number', '序號', '序列号'],
  profile: ['Profile', '型號設定檔', '型号配置'],
  holder: ['Holder', '持有人', '持有人'],
  certificate: ['Certificate', '證書', '证书'],
  noCertificate: ['none', '無', '无'],
  valid: ['valid', '有效', '有效'],
  soon: ['expires soon', '即將到期', '即将到期'],
  expired: ['expired', '已過期', '已过期'],
  until: ['until {date} ({days} days)', '至 {date}（{days} 天）', '至 {date}（{days} 天）'],
  since: ['since {date} ({days} days ago)', '自 {date}（{days} 天前）', '自 {date}（{days} 天前）'],
  userPin: ['User PIN', '用戶 PIN', '用户 PIN'],
  soPin: ['SO PIN', 'SO PIN', 'SO PIN'],
  signaturePin: ['Signature PIN', '簽署 PIN', '签署 PIN'],
  notSet: ['not set', '未設定', '未设置'],
  locked: ['locked', '已鎖定', '已锁定'],
  tries: ['{left} of {most} tries left', '尚餘 {left} 次嘗試（共 {most} 次）', '还剩 {left} 次尝试（共 {most} 次）'],
  mustChange: ['change it first', '須先更改', '须先更改'],
  slot: ['Slot', '插槽', '插槽'],
  inSlot: ['{slot}, {sessions} sessions', '{slot}，{sessions} 個工作階段', '{slot}，{sessions} 个会话'],
  notInserted: ['not plugged in', '未插入', '未插入'],
  plugIn: ['Plug in', '插入', '插入'],
  pullOut: ['Pull out', '拔出', '拔出'],
  triesBack: ['Tries back', '恢復嘗試次數', '恢复尝试次数'],
  newToken: ['New token', '新增權杖', '新建令牌'],
  key: ['Key', '密鑰', '密钥'],
  pin: ['PIN', 'PIN', 'PIN'],
  'pin-state': ['State of the PIN', 'PIN 狀態', 'PIN 状态'],
  anySlot: ['any slot', '任何插槽', '任意插槽'],
  yes: ['Do it', '確定', '确定'],
  cancel: ['Cancel', '取消', '取消'],
  snapshot: ['Snapshot', '快照', '快照'],
  restore: ['Restore', '還原', '还原'],
  hold: ['Hold', '暫停', '暂停'],
  release: ['Release', '解除暫停', '解除暂停'],
  slots: ['Slots', '插槽', '插槽'],
  beside: ['Beside', '未插入', '未插入'],
  revoke: ['Revoke', '撤銷', '撤销'],
  reissue: ['PIN lost: re-issue', '遺失 PIN：重新簽發', '遗失 PIN：重新签发'],
  delete: ['Delete', '刪除', '删除'],
  revoked: ['revoked', '已撤銷', '已撤销'],
  onHold: ['on hold', '已暫停', '已暂停'],
  snapshotOf: ['Keep the state of {token} under a name', '以名稱保存 {token} 的狀態', '以名称保存 {token} 的状态'],
  restoreOf: ['Take {token} back to a snapshot? What came after it is lost.', '把 {token} 還原至快照？其後的更改將會失去。', '把 {token} 还原至快照？其后的更改将会丢失。'],
  noSnapshot: ['{token} has no snapshot yet.', '{token} 尚無快照。', '{token} 尚无快照。'],
  revokeOf: ['Revoke the e-Cert of {token} for good?', '永久撤銷 {token} 的 e-Cert？', '永久撤销 {token} 的 e-Cert？'],
  reissueOf: ['Revoke the e-Cert of {token}, and make a new token for its holder?', '撤銷 {token} 的 e-Cert，並為持有人製作新權杖？', '撤销 {token} 的 e-Cert，并为持有人制作新令牌？'],
  deleteOf: ['Delete {token}, its key and its snapshots for good?', '永久刪除 {token}、其密鑰及快照？', '永久删除 {token}、其密钥及快照？'],
  askLogin: ['{pin} to log in', '登入所需的{pin}', '登录所需的{pin}'],
  askUseKey: ['{pin} to use a key', '使用密鑰所需的{pin}', '使用密钥所需的{pin}'],
  askChange: ['Change of the {pin}', '更改{pin}', '更改{pin}'],
  askSet: ['New {pin}', '設定新的{pin}', '设置新的{pin}'],
  askFor: ['{program} (process {process}) waits, for the token {token}, serial number {serial}.', '程式 {program}（程序編號 {process}）正在等候，權杖：{token}，序號：{serial}。', '程序 {program}（进程编号 {process}）正在等候，令牌：{token}，序列号：{serial}。'],
  pinRules: ['{least} to {most} characters, with: {classes}', '{least} 至 {most} 個字元，須包含：{classes}', '{least} 至 {most} 个字符，须包含：{classes}'],
  upper: ['an upper case letter', '大寫字母', '大写字母'],
  lower: ['a lower case letter', '小寫字母', '小写字母'],
  digit: ['a digit', '數字', '数字'],
  special: ['a special character', '特殊字元', '特殊字符'],
  any: ['any', '任何字元', '任意字符'],
  comma: [', ', '、', '、'],
  newPin: ['New PIN', '新 PIN', '新 PIN'],
  again: ['New PIN again', '再次輸入新 PIN', '再次输入新 PIN'],
  notAlike: ['The two are not alike.', '兩次輸入不一致。', '两次输入不一致。'],
  sendPin: ['Send to the token', '傳送至權杖', '发送到令牌'],
  application: ['Program', '程式', '程序'],
  function: ['Function', '函數', '函数'],
  slower: ['Slower than (ms)', '慢於（毫秒）', '慢于（毫秒）'],
  notOk: ['Not OK only', '只顯示失敗', '只显示失败'],
  all: ['all', '全部', '全部'],
  nobody: ['none', '無', '无'],
  nobodysCard: ['(card, by no call)', '（卡片，非由呼叫引起）', '（卡片，非由调用引起）'],
  pause: ['Pause', '暫停', '暂停'],
  goOn: ['Go on', '繼續', '继续'],
  clear: ['Clear', '清除', '清除'],
  exportText: ['Save as text', '另存為文字', '另存为文本'],
  exportJson: ['Save as JSON lines', '另存為 JSON 行', '另存为 JSON 行'],
  exportReplay: ['Save as replay file', '另存為重播檔', '另存为重放文件'],
  calls: ['{shown} of {all}', '{shown}／{all}', '{shown}／{all}'],
  callsLeftOut: ['{shown} of {all}; {leftOut} left out, since they came too fast', '{shown}／{all}；{leftOut} 項因過快而略去', '{shown}／{all}；{leftOut} 项因过快而略去'],
  waiting: ['({waiting} wait)', '（{waiting} 項等候）', '（{waiting} 项等候）'],
  nothingUnder: ['No arguments, and nothing went to the card.', '沒有參數，亦沒有與卡片通訊。', '没有参数，也没有与卡片通信。'],
  cause: ['Usual cause: {cause}', '常見原因：{cause}', '常见原因：{cause}'],
  section: ['PKCS#11 v2.40, section {section}', 'PKCS#11 v2.40 第 {section} 節', 'PKCS#11 v2.40 第 {section} 节'],
  programs: ['Programs', '程式', '程序'],
  noPrograms: ['No program uses the tokens now.', '目前沒有程式使用權杖。', '目前没有程序使用令牌。'],
  name: ['Name', '名稱', '名称'],
  process: ['Process', '程序編號', '进程编号'],
  sessions: ['Sessions', '工作階段', '会话'],
  objectsMade: ['Objects made', '已建立物件', '已创建对象'],
  loggedIn: ['Logged in', '已登入', '已登录'],
  userInSlot: ['{user} in slot {slot}', '{user}（插槽 {slot}）', '{user}（插槽 {slot}）'],
  unknown: ['not known', '不詳', '不详'],
  end: ['End', '結束', '结束'],
  faults: ['Faults', '故障', '故障'],
  token: ['Token', '權杖', '令牌'],
  what: ['What happens', '故障', '故障'],
  at: ['At', '發生於', '发生于'],
  times: ['On call number', '第幾次', '第几次'],
  faultText: ['As text', '文字', '文本'],
  inject: ['Let it happen', '加入', '加入'],
  clearFaults: ['Take all back', '全部取消', '全部取消'],
  waitingFaults: ['Waiting to happen', '等候發生', '等待发生'],
  authorityFault: ['Answers of the authority', '核證機關的回應', '认证机构的响应'],
  figures: ['Figures', '統計', '统计'],
  rate: ['{now} calls a second now, {most} at most in the last minute', '目前每秒 {now} 次呼叫，過去一分鐘最多 {most} 次', '目前每秒 {now} 次调用，过去一分钟最多 {most} 次'],
  rateChart: ['Calls a second in the last minute', '過去一分鐘每秒的呼叫次數', '过去一分钟每秒的调用次数'],
  count: ['Calls', '呼叫次數', '调用次数'],
  failed: ['Not OK', '失敗', '失败'],
  median: ['Median', '中位數', '中位数'],
  p90: ['90 %', '90 %', '90 %'],
  p99: ['99 %', '99 %', '99 %'],
  exchanges: ['APDUs a call', '每次呼叫的 APDU', '每次调用的 APDU'],
  card: ['Card', '卡片', '卡片'],
  cardTime: ['{card} on the card, {host} in the library', '卡片 {card}，程式庫 {host}', '卡片 {card}，程序库 {host}'],
  spread: ['Spread', '分佈', '分布'],
  spreadOf: ['How long {name} took', '{name} 所需時間', '{name} 所需时间'],
};

export const languages = ['en', 'zh-Hant', 'zh-Hans'];
const KEPT = 'tokentwin-language';
const listeners = [];
let chosen = localStorage.getItem(KEPT) ?? languageOf(navigator.languages);

function languageOf(wanted) {
  for (const each of wanted) {
    if (/^zh-(hant|tw|hk|mo)/i.test(each)) return 'zh-Hant';
    if (/^zh/i.test(each)) return 'zh-Hans';
    if (/^en/i.test(each)) return 'en';
  }
  return 'en';
}

export function language() {
  return chosen;
}

export function setLanguage(wanted) {
  chosen = wanted;
  localStorage.setItem(KEPT, wanted);
  listeners.forEach(listener => listener());
}

/** Calls the listener when another language is chosen. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Words in the chosen language, with the values in their places. */
export function text(key, values = {}) {
  const words = WORDS[key];
  if (!words) throw new Error(`no words for ${key}`);
  return words[languages.indexOf(chosen)].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

export function date(day) {
  return new Intl.DateTimeFormat(chosen, { dateStyle: 'medium' }).format(day);
}
