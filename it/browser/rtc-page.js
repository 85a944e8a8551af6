// Put into a page by live.mjs and its like: cameras with a known picture, WHIP and WHEP, and what arrives.
(() => {
    const CELLS = 16; // bits of the frame number, least significant first
    const COLOURS = ['#d02020', '#20a020', '#2030d0', '#e0c020'];
    const tools = { peers: {} };
    globalThis.rtc = tools;

    /** A camera of four coloured fields and a row of black and white cells that count the frames, with a tone of 440 Hz. */
    tools.camera = (frameRate = 15) => {
        const canvas = document.createElement('canvas');
        canvas.width = 640;
        canvas.height = 480;
        const context = canvas.getContext('2d');
        let frame = 0;
        const draw = () => {
            COLOURS.forEach((colour, i) => {
                context.fillStyle = colour;
                context.fillRect((i % 2) * 320, Math.floor(i / 2) * 240, 320, 240);
            });
            for (let bit = 0; bit < CELLS; bit++) {
                context.fillStyle = (frame >> bit) & 1 ? '#fff' : '#000';
                context.fillRect(bit * 40, 200, 40, 80);
            }
            frame++;
        };
        draw();
        setInterval(draw, 1000 / frameRate);
        const sound = new AudioContext();
        const tone = new OscillatorNode(sound, { frequency: 440 });
        const out = new MediaStreamAudioDestinationNode(sound);
        tone.connect(out);
        tone.start();
        return new MediaStream([...canvas.captureStream(frameRate).getTracks(), ...out.stream.getTracks()]);
    };

    /** What a video shows: the colours of its four fields and the number in its cells. */
    tools.picture = selector => {
        const video = document.querySelector(selector);
        const canvas = document.createElement('canvas');
        canvas.width = 640;
        canvas.height = 480;
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context.drawImage(video, 0, 0, 640, 480);
        const at = (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
        let frame = 0;
        for (let bit = 0; bit < CELLS; bit++) {
            frame |= at(bit * 40 + 20, 240)[1] > 128 ? 1 << bit : 0;
        }
        return { fields: [at(160, 100), at(480, 100), at(160, 380), at(480, 380)], frame };
    };

    /** The loudest frequency of a stream, in Hz. */
    tools.pitch = async stream => {
        const sound = new AudioContext();
        const analyser = new AnalyserNode(sound, { fftSize: 8192 });
        new MediaStreamAudioSourceNode(sound, { mediaStream: new MediaStream(stream.getAudioTracks()) }).connect(analyser);
        const bins = new Float32Array(analyser.frequencyBinCount);
        await new Promise(resolve => setTimeout(resolve, 1000));
        analyser.getFloatFrequencyData(bins);
        const loudest = bins.indexOf(Math.max(...bins));
        const found = { hz: loudest * sound.sampleRate / analyser.fftSize, db: bins[loudest] };
        await sound.close();
        return found;
    };

    tools.gathered = peer => new Promise(resolve => {
        const look = () => peer.iceGatheringState === 'complete' && resolve();
        peer.addEventListener('icegatheringstatechange', look);
        setTimeout(resolve, 3000);
        look();
    });

    const post = async (peer, url, isTrickled) => {
        await peer.setLocalDescription();
        const bare = peer.localDescription.sdp.replace(/a=(candidate|end-of-candidates).*\r\n/g, '');
        if (!isTrickled) { await tools.gathered(peer); }
        const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/sdp' },
            body: isTrickled ? bare : peer.localDescription.sdp });
        const text = await answer.text();
        const result = { status: answer.status, text, location: answer.headers.get('Location'), etag: answer.headers.get('ETag') };
        if (answer.status === 201) { await peer.setRemoteDescription({ type: 'answer', sdp: text }); }
        return result;
    };

    /** The name, password and candidates of a description, as a fragment for PATCH. */
    tools.fragment = sdp => {
        const lines = sdp.split('\r\n');
        const first = lines.findIndex(line => line.startsWith('m='));
        const second = lines.findIndex((line, i) => i > first && line.startsWith('m='));
        const section = lines.slice(first, second < 0 ? undefined : second);
        const wanted = section.filter(line => /^a=(mid|candidate|ice-ufrag|ice-pwd|end-of-candidates)/.test(line));
        const credentials = wanted.filter(line => line.startsWith('a=ice-'));
        const rest = wanted.filter(line => !line.startsWith('a=ice-') && !line.startsWith('a=end'));
        return [...credentials, section[0], ...rest, 'a=end-of-candidates', ''].join('\r\n');
    };

    tools.publish = async (room, { name = 'publisher', stream = tools.camera(), codec, trickles = false } = {}) => {
        const peer = new RTCPeerConnection();
        tools.peers[name] = peer;
        for (const track of stream.getTracks()) {
            const transceiver = peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
            if (codec !== undefined && track.kind === 'video') {
                const known = RTCRtpSender.getCapabilities('video').codecs;
                transceiver.setCodecPreferences(known.filter(each => each.mimeType.toLowerCase() === `video/${codec}`));
            }
        }
        return post(peer, `/kaskado/live/${room}/whip`, trickles);
    };

    tools.watch = async (room, { name = 'viewer', selector = '#v', trickles = false } = {}) => {
        const peer = new RTCPeerConnection();
        tools.peers[name] = peer;
        const stream = new MediaStream();
        peer.ontrack = event => {
            stream.addTrack(event.track);
            document.querySelector(selector).srcObject = stream;
        };
        peer.addTransceiver('audio', { direction: 'recvonly' });
        peer.addTransceiver('video', { direction: 'recvonly' });
        return post(peer, `/kaskado/live/${room}/whep`, trickles);
    };

    const patch = async (url, etag, body) => {
        const answer = await fetch(url, { method: 'PATCH', body,
            headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': etag } });
        return { status: answer.status, text: await answer.text(), etag: answer.headers.get('ETag') };
    };

    /** Sends the candidates of a connection. */
    tools.trickle = async (name, url, etag) => {
        await tools.gathered(tools.peers[name]);
        return patch(url, etag, tools.fragment(tools.peers[name].localDescription.sdp));
    };

    /** Restarts ICE: the server's fragment takes the place of its credentials and candidates in the last answer. */
    tools.restart = async (name, url) => {
        const peer = tools.peers[name];
        const before = peer.remoteDescription.sdp;
        await peer.setLocalDescription(await peer.createOffer({ iceRestart: true }));
        await tools.gathered(peer);
        const answer = await patch(url, '*', tools.fragment(peer.localDescription.sdp));
        if (answer.status === 200) {
            const line = key => answer.text.split('\r\n').find(each => each.startsWith(`a=${key}:`));
            const sdp = before.replace(/a=ice-ufrag:.*/g, line('ice-ufrag')).replace(/a=ice-pwd:.*/g, line('ice-pwd'));
            await peer.setRemoteDescription({ type: 'answer', sdp });
        }
        return answer;
    };

    /** The server's user name, as agreed and as the pair in use has it. */
    tools.credentialsInUse = async name => {
        const entries = [...(await tools.peers[name].getStats()).values()];
        const transport = entries.find(entry => entry.type === 'transport');
        const pair = entries.find(entry => entry.id === transport?.selectedCandidatePairId);
        const remote = entries.find(entry => entry.id === pair?.remoteCandidateId);
        const agreed = /a=ice-ufrag:(.*)/.exec(tools.peers[name].remoteDescription.sdp)[1].trim();
        return { remote: agreed, pair: remote?.usernameFragment };
    };

    /** Statistics of the streams that come in, by kind. */
    tools.inbound = async (name = 'viewer') => {
        const found = { state: tools.peers[name].connectionState, ice: tools.peers[name].iceConnectionState };
        (await tools.peers[name].getStats()).forEach(entry => {
            if (entry.type === 'inbound-rtp') { found[entry.kind] = entry; }
        });
        return found;
    };
})();
