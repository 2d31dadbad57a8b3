/** Whether SQL only asks: to die after it is to die after the statement before. */
export function isQuestion(sql: string): boolean {
  return /^(select|with)\b/.test(sql);
}
