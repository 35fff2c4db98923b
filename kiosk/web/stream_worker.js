// kiosk/web/stream_worker.js — one stream for all pages of a browser, which opens only six
// connections to a station: with a stream in each tab the seventh would never load.

const kEvents = ["hello", "reset", "scan.result", "checkin.undone", "counts", "device.state",
  "storage.state", "clock.state", "device.action", "emergency.state"];
const shared = new Map();  // by topics: the source, who listens, and the last hello

function openStream(topics) {
  const source = new EventSource(`/api/v1/stream?topics=${topics}`);
  const one = { source, ports: new Set(), hello: null };
  for (const name of kEvents) {
    source.addEventListener(name, (event) => {
      if (name === "hello") one.hello = event.data;
      for (const port of one.ports) port.postMessage({ name, data: event.data });
    });
  }
  shared.set(topics, one);
  return one;
}

// A page says which topics it wants, and says when it goes. (TypeScript takes this for a page.)
/** @type {any} */ (self).onconnect = (connection) => {
  const port = connection.ports[0];
  port.onmessage = ({ data }) => {
    const known = shared.get(data.topics);
    if (data.leaves) {
      known?.ports.delete(port);
      if (known?.ports.size !== 0) return;
      known.source.close();
      shared.delete(data.topics);
      return;
    }
    const lives = known && known.source.readyState !== EventSource.CLOSED;
    const one = lives ? known : openStream(data.topics);
    for (const other of known && known !== one ? known.ports : []) one.ports.add(other);
    one.ports.add(port);
    if (one.hello !== null) port.postMessage({ name: "hello", data: one.hello });
  };
};
