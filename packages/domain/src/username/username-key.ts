/** What makes two usernames the same: their ASCII letters without case. Other characters stay as they are. */
export function usernameKey(username: string): string {
  return username.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
