package org.tokentwin.client.revocation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tokentwin.client.revocation.Obstacle.Kind;

/** Fetches over HTTP from where a stranger's certificate says: so many bytes, and so long. */
final class BoundedHttp implements AutoCloseable {
    private final Duration patience;
    private final HttpClient http;

    BoundedHttp(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    byte[] get(String url, int longest) throws UnusableAnswerException {
        return fetch(request(url).build(), longest);
    }

    byte[] post(String url, String type, byte[] body, int longest) throws UnusableAnswerException {
        return fetch(
                request(url)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                longest);
    }

    private HttpRequest.Builder request(String url) throws UnusableAnswerException {
        try {
            URI uri = URI.create(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new UnusableAnswerException(Kind.BAD_SCHEME);
            }
            return HttpRequest.newBuilder(uri).timeout(patience);
        } catch (IllegalArgumentException e) {
            throw UnusableAnswerException.because(e, Kind.BAD_ADDRESS);
        }
    }

    /** The time counts for the whole answer: a client's own limit ends with the headers. */
    private byte[] fetch(HttpRequest request, int longest) throws UnusableAnswerException {
        FutureTask<byte[]> fetching = new FutureTask<>(() -> read(request, longest));
        Thread.ofVirtual().start(fetching);
        try {
            return fetching.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            fetching.cancel(true);
            throw UnusableAnswerException.because(e, Kind.NO_ANSWER_IN_TIME, patience.toSeconds());
        } catch (InterruptedException e) {
            fetching.cancel(true);
            Thread.currentThread().interrupt();
            throw UnusableAnswerException.because(e, Kind.INTERRUPTED);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnusableAnswerException known
                    ? known
                    : UnusableAnswerException.because(e, Kind.NO_ANSWER);
        }
    }

    private byte[] read(HttpRequest request, int longest) throws UnusableAnswerException, InterruptedException {
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new UnusableAnswerException(Kind.HTTP_STATUS, response.statusCode());
                }
                byte[] body = in.readNBytes(longest + 1);
                if (body.length > longest) {
                    throw new UnusableAnswerException(Kind.TOO_LONG, longest);
                }
                return body;
            }
        } catch (IOException e) {
            throw UnusableAnswerException.because(e, Kind.NO_END);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
