import { startEmbeddedDatabase } from './embedded-database.ts';
const db = await startEmbeddedDatabase('.data');
console.log(db.url);
process.on('SIGTERM', () => void db.stop().then(() => process.exit(0)));
setInterval(() => {}, 1 << 30);
