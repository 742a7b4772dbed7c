package org.tokentwin.emulator.rpc;

import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Object management. */
final class ObjectCalls {
    private static final List<Ckr> PRECEDENCE =
            List.of(Ckr.CKR_ATTRIBUTE_SENSITIVE, Ckr.CKR_ATTRIBUTE_TYPE_INVALID, Ckr.CKR_BUFFER_TOO_SMALL, Ckr.CKR_OK);

    private ObjectCalls() {}

    static void addTo(Map<RpcCall, CallHandler> handlers) {
        handlers.put(
                RpcCall.C_CREATE_OBJECT,
                (application, in, out) -> out.ulong(application.createObject(in.ulong(), in.attributes())));
        handlers.put(
                RpcCall.C_COPY_OBJECT,
                (application, in, out) -> out.ulong(application.copyObject(in.ulong(), in.ulong(), in.attributes())));
        handlers.put(
                RpcCall.C_DESTROY_OBJECT, (application, in, out) -> application.destroyObject(in.ulong(), in.ulong()));
        handlers.put(
                RpcCall.C_GET_OBJECT_SIZE,
                (application, in, out) -> out.ulong(application.getObjectSize(in.ulong(), in.ulong())));
        handlers.put(RpcCall.C_GET_ATTRIBUTE_VALUE, ObjectCalls::getAttributeValue);
        handlers.put(
                RpcCall.C_SET_ATTRIBUTE_VALUE,
                (application, in, out) -> application.setAttributeValue(in.ulong(), in.ulong(), in.attributes()));
        handlers.put(
                RpcCall.C_FIND_OBJECTS_INIT,
                (application, in, out) -> application.findObjectsInit(in.ulong(), in.attributes()));
        handlers.put(RpcCall.C_FIND_OBJECTS, ObjectCalls::findObjects);
        handlers.put(RpcCall.C_FIND_OBJECTS_FINAL, (application, in, out) -> application.findObjectsFinal(in.ulong()));
    }

    private static void findObjects(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        long most = in.ulongRoom();
        out.ulongs(application.findObjects(session, most), most);
    }

    /** Each attribute is answered whatever becomes of the others; which error wins is told behind them. */
    private static void getAttributeValue(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        long object = in.ulong();
        List<AttributeRoom> rooms = in.attributeRooms();
        long[] types = rooms.stream().mapToLong(AttributeRoom::type).toArray();
        List<AttributeResult> results = application.getAttributeValue(session, object, types);
        out.uint32(results.size());
        int worst = PRECEDENCE.indexOf(Ckr.CKR_OK);
        for (int i = 0; i < results.size(); i++) {
            worst = Math.min(worst, PRECEDENCE.indexOf(write(rooms.get(i), results.get(i), out)));
        }
        out.ulong(PRECEDENCE.get(worst).code());
    }

    private static Ckr write(AttributeRoom room, AttributeResult result, RpcWriter out) {
        if (result.value().isEmpty()) {
            AttributeCodec.writeAbsent(out, room.type());
            return result.ckr();
        }
        Attribute attribute = result.value().get();
        if (room.room() != 0 && room.room() < attribute.length()) {
            AttributeCodec.writeAbsent(out, room.type());
            return Ckr.CKR_BUFFER_TOO_SMALL;
        }
        AttributeCodec.write(out, attribute);
        return Ckr.CKR_OK;
    }
}
