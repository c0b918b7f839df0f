// The queue _govaq, as pages fill it: trackPageView, trackDVC, setSiteId, setTrackerUrl. Sends beacons and waits for nothing.
(function () {
  var tracker = "{tracker}", site = "", queue = window._govaq || [], early = [];
  function hex(n) { var s = ""; while (s.length < n) s += Math.floor(Math.random() * 16).toString(16); return s; }
  var key = "_gov_id", visitor = hex(16), view = hex(6);
  try { visitor = localStorage.getItem(key) || visitor; localStorage.setItem(key, visitor); } catch (e) {}
  function send(more) {
    var all = { idsite: site, rec: "1", url: location.href, urlref: document.referrer, action_name: document.title, _id: visitor, pv_id: view };
    for (var name in more) all[name] = more[name];
    var text = Object.keys(all).map(function (n) { return n + "=" + encodeURIComponent(all[n]); }).join("&");
    new Image().src = tracker + "?" + text;
  }
  function one(call) {
    if (call[0] === "setSiteId") { site = call[1]; early.splice(0).forEach(one); }
    else if (call[0] === "setTrackerUrl") tracker = call[1];
    else if (!site) early.push(call);
    else if (call[0] === "trackPageView") send({});
    else if (call[0] === "trackDVC") send({ dvc: call[1], dvc_kq: call[2], dvc_tt: call[3] || "" });
  }
  window._govaq = { push: one };
  queue.forEach(one);
})();
