// ELK's own worker script: it answers the messages of elk-api once it runs in a worker.
import 'elkjs/lib/elk-worker.min.js';
